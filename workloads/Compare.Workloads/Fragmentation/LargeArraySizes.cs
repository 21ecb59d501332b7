using System.Numerics;
using Compare.Engines.Abstractions.Parameters;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Fragmentation;

/// <summary>
/// The parameters of <see cref="LargeArrays"/> and its stream of sizes, each doubling as frequent as the others.
/// </summary>
internal struct LargeArraySizes
{
    /// <summary>Key of the smallest size.</summary>
    public const string SmallestKey = "smallest";

    /// <summary>Key of the largest size.</summary>
    public const string LargestKey = "largest";

    /// <summary>Key of the number of arrays in a batch.</summary>
    public const string BatchKey = "batch";

    /// <summary>Key of the number of steps.</summary>
    public const string StepsKey = "steps";

    private readonly long _smallest;
    private readonly long _largest;
    private readonly int _doublings;
    private Xoshiro256 _random;

    /// <summary>Initializes a new instance of the <see cref="LargeArraySizes"/> struct at the stream's begin.</summary>
    /// <param name="parameters">Checked parameters.</param>
    /// <param name="seed">The seed.</param>
    /// <exception cref="ParameterException">They contradict each other.</exception>
    public LargeArraySizes(ParameterValues parameters, ulong seed)
    {
        _smallest = parameters.Integer(SmallestKey);
        _largest = parameters.Integer(LargestKey);
        if (_smallest > _largest)
        {
            throw new ParameterException(
                $"workload large-arrays: parameter '{SmallestKey}' must not be above '{LargestKey}'.");
        }

        _doublings = BitOperations.Log2((ulong)(_largest / _smallest)) + 1;
        _random = new Xoshiro256(seed);
        Batch = (int)parameters.Integer(BatchKey);
        Steps = parameters.Integer(StepsKey);
    }

    /// <summary>Gets the number of arrays in a batch.</summary>
    public int Batch { get; }

    /// <summary>Gets the number of steps.</summary>
    public long Steps { get; }

    /// <summary>Draws the next size.</summary>
    /// <returns>Bytes.</returns>
    public int Next()
    {
        ulong bits = _random.Next();
        int doubling = Uniform.Scale(bits, _doublings);
        long least = _smallest << doubling;
        long more = (long)((uint)bits * (ulong)least >> 32);
        return (int)Math.Min(least + more, _largest);
    }

    /// <summary>Finds the step during which the most bytes are live: its own batch and the one before it.</summary>
    /// <returns>Number of the step, from 1.</returns>
    public readonly long FindPeak()
    {
        LargeArraySizes sizes = this;
        long before = sizes.NextBatch();
        long most = 0;
        long peak = 1;
        for (long step = 1; step <= Steps; step++)
        {
            long bytes = sizes.NextBatch();
            if (before + bytes > most)
            {
                most = before + bytes;
                peak = step;
            }

            before = bytes;
        }

        return peak;
    }

    private long NextBatch()
    {
        long bytes = 0;
        for (int i = 0; i < Batch; i++)
        {
            bytes += Next();
        }

        return bytes;
    }
}

using System.Numerics;
using Compare.Workloads.Randomness;

namespace Compare.Workloads.Caches;

/// <summary>The stream of requests: Zipf-distributed ranks, named by keys that the seed scatters.</summary>
internal struct LruRequests
{
    private const int SmallestClass = 64;
    private const int ClassBit = 32;
    private const int FractionBits = 12;

    private readonly ZipfSampler _sampler;
    private readonly ulong _salt;
    private readonly int _largestValue;
    private Xoshiro256 _random;

    /// <summary>Initializes a new instance of the <see cref="LruRequests"/> struct at the stream's begin.</summary>
    /// <param name="settings">The parameters.</param>
    /// <param name="seed">The seed.</param>
    public LruRequests(in LruSettings settings, ulong seed)
    {
        _sampler = ZipfSampler.For(settings.Keys, settings.Skew);
        _largestValue = settings.LargestValue;
        _random = new Xoshiro256(seed);
        _salt = _random.Next();
    }

    /// <summary>Draws the next request.</summary>
    /// <returns>Rank of the key, 1 to the number of keys.</returns>
    public int Next() => _sampler.Next(ref _random);

    /// <summary>Names a rank; a bijection for a seed, so that equal keys mean equal ranks.</summary>
    /// <param name="rank">The rank.</param>
    /// <returns>The key; its low bits choose the chain.</returns>
    public readonly ulong Key(int rank) => SplitMix64.Mix(_salt + (uint)rank);

    /// <summary>
    /// Gets the size of a key's value: half of the keys are in the class up to 64 bytes, half of the rest in the class up
    /// to 128 and so on; uniform inside the upper half of the class.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <returns>Bytes, at most the largest value.</returns>
    public readonly int ValueBytes(ulong key)
    {
        int doublings = BitOperations.TrailingZeroCount((uint)(key >> ClassBit) | (1u << (ClassBit - FractionBits)));
        int most = (int)Math.Min((long)SmallestClass << doublings, _largestValue);
        int fraction = (int)(key >> (64 - FractionBits));
        return most - (int)(((long)(most / 2) * fraction) >> FractionBits);
    }
}

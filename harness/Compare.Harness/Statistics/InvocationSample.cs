using MathNet.Numerics.Statistics;

namespace Compare.Harness.Statistics;

/// <summary>
/// The values of one cell in one metric: one per invocation and, where the metric is the median of iterations, the
/// iterations inside each. Invocations are the independent units; iterations of one process share its luck.
/// </summary>
public sealed class InvocationSample
{
    private readonly double[] _sorted;
    private readonly double[][]? _iterations;
    private readonly int[] _counts;
    private readonly double[] _drawn;
    private readonly double[] _inner;
    private readonly ulong _seed;
    private double[]? _replicates;

    /// <summary>Creates a sample.</summary>
    /// <param name="values">One value per invocation, at least one.</param>
    /// <param name="seed">Seed of its bootstrap; samples that are compared have different ones.</param>
    /// <param name="iterations">
    /// The iterations of each invocation in the same order, or null where the metric has one value per process.
    /// </param>
    public InvocationSample(ReadOnlySpan<double> values, ulong seed, IReadOnlyList<double[]>? iterations = null)
    {
        _seed = seed;
        Values = values.ToArray();
        Median = Quantiles.Median(values);
        _sorted = [.. Values.Order()];
        _counts = new int[values.Length];
        _drawn = new double[values.Length];
        _iterations = iterations is not null && iterations.Any(inside => inside.Length > 1) ? [.. iterations] : null;
        _inner = new double[_iterations?.Max(inside => inside.Length) ?? 0];
    }

    /// <summary>One value per invocation.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>Number of invocations.</summary>
    public int Count => _sorted.Length;

    /// <summary>Median over invocations.</summary>
    public double Median { get; }

    /// <summary>True when all invocations gave the same value and so did their iterations.</summary>
    public bool IsConstant =>
        _sorted[0] == _sorted[^1]
        && (_iterations is null || _iterations.All(inside => Array.TrueForAll(inside, value => value == _sorted[0])));

    /// <summary>True when every value has a logarithm.</summary>
    public bool IsPositive => _sorted[0] > 0;

    /// <summary>
    /// Medians of resamples: invocations with replacement, then iterations with replacement inside each of them (methodology
    /// 3.11; Kalibera and Jones 2013). Drawn once: the estimate and every ratio to this sample use the same ones.
    /// </summary>
    internal IReadOnlyList<double> Replicates => _replicates ??= Resampled();

    /// <summary>Medians with one invocation left out at a time, for the jackknife.</summary>
    internal double[] LeaveOneOutMedians()
    {
        double[] medians = new double[Count];
        double[] rest = new double[Count - 1];
        for (int i = 0; i < medians.Length; i++)
        {
            _sorted.AsSpan(0, i).CopyTo(rest);
            _sorted.AsSpan(i + 1).CopyTo(rest.AsSpan(i));
            medians[i] = Quantiles.MedianOfSorted(rest);
        }

        return medians;
    }

    private double[] Resampled()
    {
        SplitMix64 random = new(_seed);
        double[] medians = new double[MedianEstimator.Resamples];
        for (int i = 0; i < medians.Length; i++)
        {
            medians[i] = _iterations is null ? Flat(random) : Nested(random);
        }

        return medians;
    }

    // Counting how often each rank is drawn finds the median without sorting.
    private double Flat(SplitMix64 random)
    {
        Array.Clear(_counts);
        for (int i = 0; i < _counts.Length; i++)
        {
            _counts[random.Next(_counts.Length)]++;
        }

        int lower = Rank((_counts.Length - 1) / 2, out int seen);
        int upper = seen > _counts.Length / 2 ? lower : Rank(_counts.Length / 2, out _);
        return lower == upper ? _sorted[lower] : (_sorted[lower] + _sorted[upper]) / 2;
    }

    private int Rank(int position, out int seen)
    {
        seen = 0;
        for (int i = 0; ; i++)
        {
            seen += _counts[i];
            if (seen > position)
            {
                return i;
            }
        }
    }

    private double Nested(SplitMix64 random)
    {
        for (int i = 0; i < _drawn.Length; i++)
        {
            double[] inside = _iterations![random.Next(_iterations.Length)];
            Span<double> sample = _inner.AsSpan(0, inside.Length);
            for (int j = 0; j < sample.Length; j++)
            {
                sample[j] = inside[random.Next(inside.Length)];
            }

            sample.Sort();
            _drawn[i] = Quantiles.MedianOfSorted(sample);
        }

        return ArrayStatistics.MedianInplace(_drawn);
    }
}

namespace Compare.Harness.Statistics;

/// <summary>
/// The values of one cell in one metric: one per invocation and, where the metric is the median of iterations, the
/// iterations inside each. Invocations are the independent units; iterations of one process share its luck.
/// </summary>
public sealed class InvocationSample
{
    private readonly double[] _sorted;
    private readonly double[][]? _iterations;
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
        _iterations = iterations is not null && iterations.Any(inside => inside.Length > 1) ? [.. iterations] : null;
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
    internal IReadOnlyList<double> Replicates => _replicates ??=
        _iterations is null ? MedianResampling.Flat(_sorted, _seed) : MedianResampling.Nested(_iterations, _seed);

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
}

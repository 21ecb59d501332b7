using CsvHelper.Configuration.Attributes;

namespace Compare.Harness.Results;

/// <summary>One row of <c>steadiness.csv</c>: how the times of the iterations of one invocation develop.</summary>
/// <key>config, workload, heap_bytes, invocation</key>
/// <empty>Where there are too few iterations to judge by.</empty>
public sealed record SteadinessRow : ICellKey
{
    /// <inheritdoc/>
    [Name("engine")]
    public required string Engine { get; init; }

    /// <inheritdoc/>
    [Name("config")]
    public required string Config { get; init; }

    /// <inheritdoc/>
    [Name("workload")]
    public required string Workload { get; init; }

    /// <inheritdoc/>
    [Name("heap_bytes")]
    public long? HeapBytes { get; init; }

    /// <inheritdoc/>
    [Name("invocation")]
    public required int Invocation { get; init; }

    /// <summary>Iterations judged, warm-up included; the first one is not among them where it verifies.</summary>
    [Name("iterations")]
    public required int Iterations { get; init; }

    /// <summary>
    /// How it was judged: pelt, pelt-batch-means (over whole cycles of collections), cov (the last three iterations differ
    /// little), or fixed (too few iterations to judge: the warm-up of the matrix is taken on trust).
    /// </summary>
    [Name("method")]
    public required string Method { get; init; }

    /// <summary>flat, warm_up, slowdown, no_steady_state; empty where only a fallback judged.</summary>
    [Name("class")]
    public string? Class { get; init; }

    /// <summary>
    /// Number of the iteration from which on times are steady; empty where there is none or only a fallback judged.
    /// </summary>
    [Name("steady_from_iteration")]
    public int? SteadyFromIteration { get; init; }

    /// <summary>Measured iterations before that one; above 0 they are part of the results although they are not steady.</summary>
    [Name("measured_before_steady")]
    public int? MeasuredBeforeSteady { get; init; }

    /// <summary>Changes of mean or variance.</summary>
    [Name("changepoints")]
    public int? Changepoints { get; init; }

    /// <summary>Iterations far from those around them; flagged, never left out of a result.</summary>
    [Name("outliers")]
    public int? Outliers { get; init; }

    /// <summary>Autocorrelation of wall times from one iteration to the next; empty with fewer than 10 iterations.</summary>
    [Name("autocorrelation_lag1")]
    public double? Autocorrelation { get; init; }

    /// <summary>
    /// Iterations from one peak of the collector's time to the next; 1 for no period, empty with fewer than 10 iterations.
    /// </summary>
    [Name("collection_period_iterations")]
    public int? Period { get; init; }

    /// <summary>Standard deviation over mean of the last three iterations; empty with fewer.</summary>
    [Name("cov_last_3")]
    public double? CovLast3 { get; init; }
}

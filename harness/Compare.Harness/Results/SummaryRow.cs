using CsvHelper.Configuration.Attributes;

namespace Compare.Harness.Results;

/// <summary>One row of <c>summary.csv</c>: one cell with its estimate, interval and place against the baseline.</summary>
public sealed record SummaryRow
{
    /// <summary>Name of the engine.</summary>
    [Name("engine")]
    public required string Engine { get; init; }

    /// <summary>The engine with its parameters.</summary>
    [Name("config")]
    public required string Config { get; init; }

    /// <summary>The workload with its parameters.</summary>
    [Name("workload")]
    public required string Workload { get; init; }

    /// <summary>Heap limit in bytes; empty for no limit.</summary>
    [Name("heap_bytes")]
    public long? HeapBytes { get; init; }

    /// <summary>Name of the metric, e.g. wall_ns.</summary>
    [Name("metric")]
    public required string Metric { get; init; }

    /// <summary>Unit of the metric.</summary>
    [Name("unit")]
    public required string Unit { get; init; }

    /// <summary>Which way is better: lower or higher.</summary>
    [Name("direction")]
    public required string Direction { get; init; }

    /// <summary>Invocations planned.</summary>
    [Name("planned")]
    public required int Planned { get; init; }

    /// <summary>Invocations that finished ok and are in the estimate.</summary>
    [Name("n")]
    public required int N { get; init; }

    /// <summary>Invocations that ended otherwise.</summary>
    [Name("failed")]
    public required int Failed { get; init; }

    /// <summary>Ok when every invocation was; otherwise the status of the first that was not.</summary>
    [Name("status")]
    public required CellStatus Status { get; init; }

    /// <summary>Median over invocations.</summary>
    [Name("estimate")]
    public double? Estimate { get; init; }

    /// <summary>Lower end of the 95 % interval; empty below 4 invocations.</summary>
    [Name("low")]
    public double? Low { get; init; }

    /// <summary>Upper end of the 95 % interval; empty below 4 invocations.</summary>
    [Name("high")]
    public double? High { get; init; }

    /// <summary>How the interval was made, e.g. t-log or bca.</summary>
    [Name("interval_method")]
    public string? IntervalMethod { get; init; }

    /// <summary>Estimate over the baseline engine's on the same workload and heap.</summary>
    [Name("ratio")]
    public double? Ratio { get; init; }

    /// <summary>Lower end of the ratio's 95 % interval.</summary>
    [Name("ratio_low")]
    public double? RatioLow { get; init; }

    /// <summary>Upper end of the ratio's 95 % interval.</summary>
    [Name("ratio_high")]
    public double? RatioHigh { get; init; }

    /// <summary>Config that the ratio is against.</summary>
    [Name("baseline")]
    public string? Baseline { get; init; }
}

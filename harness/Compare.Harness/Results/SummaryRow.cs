using Compare.Harness.Statistics.Verdicts;
using CsvHelper.Configuration.Attributes;

namespace Compare.Harness.Results;

/// <summary>One row of <c>summary.csv</c>: one cell with its estimate, interval and place against the baseline.</summary>
/// <key>config, workload, heap_bytes, metric</key>
/// <empty>
/// Where nothing is there to compute it from: no invocation that ended well, too few of them, or, for all that compares, no
/// baseline beside the cell.
/// </empty>
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

    /// <summary>
    /// Invocations whose value lies far from the others (modified z-score above 3.5); all of them are in the estimate.
    /// Results of earlier versions have no such column, as those that follow.
    /// </summary>
    [Name("outliers")]
    [Optional]
    public int? Outliers { get; init; }

    /// <summary>Their numbers, separated by spaces.</summary>
    [Name("outlier_invocations")]
    [Optional]
    public string? OutlierInvocations { get; init; }

    /// <summary>Two-sided p-value of the Mann-Whitney test against the baseline; empty below 4 invocations.</summary>
    [Name("p_value")]
    [Optional]
    public double? PValue { get; init; }

    /// <summary>The same adjusted for all comparisons of the metric (Benjamini and Hochberg).</summary>
    [Name("p_adjusted")]
    [Optional]
    public double? AdjustedPValue { get; init; }

    /// <summary>Shift of Hodges and Lehmann against the baseline, in the unit of the metric.</summary>
    [Name("shift")]
    [Optional]
    public double? Shift { get; init; }

    /// <summary>Lower end of the shift's 95 % interval.</summary>
    [Name("shift_low")]
    [Optional]
    public double? ShiftLow { get; init; }

    /// <summary>Upper end of the shift's 95 % interval.</summary>
    [Name("shift_high")]
    [Optional]
    public double? ShiftHigh { get; init; }

    /// <summary>A₁₂: probability that an invocation of this cell has the larger value, ties counted half.</summary>
    [Name("a12")]
    [Optional]
    public double? Superiority { get; init; }

    /// <summary>Cliff's δ = 2·A₁₂ − 1.</summary>
    [Name("cliffs_delta")]
    [Optional]
    public double? CliffsDelta { get; init; }

    /// <summary>|δ| in a word: negligible, small, medium or large.</summary>
    [Name("effect_size")]
    [Optional]
    public string? EffectSize { get; init; }

    /// <summary>Ratio, less 1, up to which the cells count as equivalent.</summary>
    [Name("tolerance")]
    [Optional]
    public double? Tolerance { get; init; }

    /// <summary>p-value of the two one-sided tests for equivalence.</summary>
    [Name("equivalence_p")]
    [Optional]
    public double? EquivalencePValue { get; init; }

    /// <summary>The same adjusted for all comparisons of the metric (Benjamini and Hochberg).</summary>
    [Name("equivalence_p_adjusted")]
    [Optional]
    public double? EquivalenceAdjustedPValue { get; init; }

    /// <summary>Smallest true ratio, less 1, that this comparison finds with 80 % power; empty when it can find none.</summary>
    [Name("detectable_effect")]
    [Optional]
    public double? DetectableEffect { get; init; }

    /// <summary>
    /// Better, worse, equivalent or inconclusive against the baseline; empty for the baseline and without values.
    /// </summary>
    [Name("verdict")]
    [Optional]
    public Verdict? Verdict { get; init; }

    /// <summary>Why, in a few words.</summary>
    [Name("verdict_reason")]
    [Optional]
    public string? VerdictReason { get; init; }

    /// <summary>Invocations per cell that would decide; empty when it is decided, and when 10 000 would not.</summary>
    [Name("n_needed")]
    [Optional]
    public int? InvocationsNeeded { get; init; }

    /// <summary>True when the A/A pair of the run differs, so that no verdict is to be trusted.</summary>
    [Name("greyed")]
    [Optional]
    public bool? Greyed { get; init; }

    /// <summary>
    /// The multiple that the heap limit stands for, as <see cref="InvocationRow.HeapPoint"/>; empty outside a heap sweep.
    /// </summary>
    [Name("heap_point")]
    [Optional]
    public decimal? HeapPoint { get; init; }

    /// <summary>
    /// Invocations that the machine disturbed (<c>flags</c> in <c>machine.csv</c>), their numbers separated by spaces; they are
    /// part of
    /// every number. Results of earlier versions have no such column.
    /// </summary>
    [Name("flagged_invocations")]
    [Optional]
    public string? FlaggedInvocations { get; init; }

    /// <summary>
    /// Processes that the invocations of the estimate ran in: the independent observations that interval and verdict rest on;
    /// fewer than <see cref="N"/> where invocations shared a process.
    /// </summary>
    [Name("processes")]
    [Optional]
    public int? Processes { get; init; }
}

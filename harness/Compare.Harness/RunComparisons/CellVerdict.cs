using Compare.Harness.Statistics.Verdicts;

namespace Compare.Harness.RunComparisons;

/// <summary>What can be said of one cell of the new run against the same cell of the base, in one metric.</summary>
public sealed record CellVerdict
{
    /// <summary>The cell.</summary>
    public required CellKey Cell { get; init; }

    /// <summary>Name of the metric, e.g. wall_ns.</summary>
    public required string Metric { get; init; }

    /// <summary>Unit of both values.</summary>
    public required string Unit { get; init; }

    /// <summary>Which way is better: lower or higher.</summary>
    public required string Direction { get; init; }

    /// <summary>Median over the invocations of the base.</summary>
    public required double Base { get; init; }

    /// <summary>Invocations of the base that it is made from.</summary>
    public required int BaseInvocations { get; init; }

    /// <summary>Median over the invocations of the new run.</summary>
    public required double New { get; init; }

    /// <summary>Invocations of the new run that it is made from.</summary>
    public required int NewInvocations { get; init; }

    /// <summary>New over base; null where one of them is not positive.</summary>
    public double? Ratio { get; init; }

    /// <summary>Lower end of the ratio's 95 % interval; null below 4 invocations.</summary>
    public double? RatioLow { get; init; }

    /// <summary>Upper end of the ratio's 95 % interval; null below 4 invocations.</summary>
    public double? RatioHigh { get; init; }

    /// <summary>p-value of the Mann-Whitney test, adjusted over all comparisons; null below 4 invocations.</summary>
    public double? AdjustedPValue { get; init; }

    /// <summary>The smallest true ratio, less 1, that is found with 80 % power; null when none is.</summary>
    public double? DetectableEffect { get; init; }

    /// <summary>The verdict on the new run.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Why, in a few words.</summary>
    public required string Reason { get; init; }

    /// <summary>Invocations per cell that would decide; null when it is decided, and when 10 000 would not.</summary>
    public int? InvocationsNeeded { get; init; }
}

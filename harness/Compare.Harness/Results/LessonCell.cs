using Compare.Harness.Statistics;
using Compare.Harness.Statistics.Verdicts;

namespace Compare.Harness.Results;

/// <summary>Both versions of a lesson on one engine under one heap limit.</summary>
/// <param name="Pair">The lesson.</param>
/// <param name="Wasteful">Invocations of the wasteful version, at least one.</param>
/// <param name="Careful">Invocations of the careful version, at least one.</param>
internal sealed record LessonCell(LessonPair Pair, InvocationRow[] Wasteful, InvocationRow[] Careful)
{
    /// <summary>The median over finished invocations; null when none knows the value.</summary>
    /// <param name="rows">The invocations.</param>
    /// <param name="value">The value.</param>
    public static double? Median(InvocationRow[] rows, Func<InvocationRow, long?> value) =>
        Values(rows, value) is { Length: > 0 } values ? Quantiles.Median(values) : null;

    /// <summary>The careful version against the wasteful one; null where one of them has no value.</summary>
    /// <param name="measure">Name of the measure.</param>
    /// <param name="value">Its value.</param>
    /// <param name="seed">Seed of the run.</param>
    public Comparison? Compare(string measure, Func<InvocationRow, long?> value, long seed) =>
        Values(Careful, value) is { Length: > 0 } careful && Values(Wasteful, value) is { Length: > 0 } wasteful
            ? Comparison.Of(
                new InvocationSample(careful, SeedOf(seed, Pair.Careful, measure)),
                new InvocationSample(wasteful, SeedOf(seed, Pair.Wasteful, measure)))
            : null;

    private static double[] Values(InvocationRow[] cell, Func<InvocationRow, long?> value) =>
        ByProcess.Medians(
            from row in cell
            where row.Status == CellStatus.Ok && value(row) is not null
            select (row, (double)value(row)!.Value));

    // A stream of its own for each sample, as in the summary.
    private ulong SeedOf(long seed, string workload, string measure) =>
        (ulong)seed ^ StableHash.Of($"{Wasteful[0].Config}\n{workload}\n{Wasteful[0].HeapBytes}\n{measure}");
}

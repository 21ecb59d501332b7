using Compare.Harness.Results;

namespace Compare.Harness.Statistics;

/// <summary>
/// Puts the invocations of one cell together that shared a process. The process is the top level of the hierarchy (Kalibera and
/// Jones 2013; methodology 3.11): it drew one layout of memory and compiled once, so that its invocations are one observation.
/// </summary>
internal static class ByProcess
{
    /// <summary>Groups what belongs to invocations of one cell, in order of the first invocation of each process.</summary>
    /// <typeparam name="T">What belongs to an invocation.</typeparam>
    /// <param name="items">One for each invocation.</param>
    /// <param name="row">Finds the invocation.</param>
    public static IReadOnlyList<T[]> Group<T>(IEnumerable<T> items, Func<T, InvocationRow> row) =>
        [.. items.GroupBy(item => row(item).Process ?? row(item).Invocation).Select(process => process.ToArray())];

    /// <summary>One value per process: the median over its invocations.</summary>
    /// <param name="items">Invocations of one cell with a value each.</param>
    public static double[] Medians(IEnumerable<(InvocationRow Row, double Value)> items) =>
    [
        .. Group(items, item => item.Row).Select(process => process is [var only]
            ? only.Value
            : Quantiles.Median([.. process.Select(item => item.Value)])),
    ];
}

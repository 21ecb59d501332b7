using Compare.Harness.Metrics;
using Compare.Harness.Results;

namespace Compare.Harness.Statistics.Verdicts;

/// <summary>
/// Finds the values of a cell in a metric, with the iterations inside each invocation where the metric has them.
/// </summary>
/// <param name="iterations">Rows of <c>iterations.csv</c>.</param>
/// <param name="seed">Seed of the bootstrap.</param>
internal sealed class SampleReader(IEnumerable<IterationRow> iterations, ulong seed)
{
    private readonly ILookup<(string, string, long?, int), IterationRow> _iterations = iterations
        .Where(row => row.Measured)
        .ToLookup(row => (row.Config, row.Workload, row.HeapBytes, row.Invocation));

    /// <summary>The sample of a cell; null when no invocation has a value.</summary>
    /// <param name="cell">Invocations of one cell; those that did not end well are left out.</param>
    /// <param name="metric">The metric.</param>
    public InvocationSample? Of(IReadOnlyList<InvocationRow> cell, IMetric metric)
    {
        (InvocationRow Row, double Value)[] known = Known(cell, metric);
        IReadOnlyList<(InvocationRow Row, double Value)[]> processes = ByProcess.Group(known, pair => pair.Row);
        return known.Length == 0
            ? null
            : new InvocationSample(
                ByProcess.Medians(known),
                SeedOf(cell[0], metric),
                metric is IIterationMetric || processes.Count < known.Length
                    ? [.. processes.Select(process => process.SelectMany(pair => Inside(pair.Row, pair.Value, metric)).ToArray())]
                    : null);
    }

    /// <summary>The invocations of a cell that ended well and have a value.</summary>
    /// <param name="cell">Invocations of one cell.</param>
    /// <param name="metric">The metric.</param>
    internal static (InvocationRow Row, double Value)[] Known(IReadOnlyList<InvocationRow> cell, IMetric metric) =>
    [
        .. from row in cell
           where row.Status == CellStatus.Ok
           let value = metric.Value(row)
           where value is not null
           select (row, value.Value),
    ];

    // Each sample draws from a stream of its own, so that adding a cell or a metric leaves the others as they are.
    private ulong SeedOf(InvocationRow row, IMetric metric) =>
        seed ^ StableHash.Of($"{row.Config}\n{row.Workload}\n{row.HeapBytes}\n{metric.Name}");

    // Where the details of an invocation are lost, or the metric has none, its value stands for its iterations.
    private double[] Inside(InvocationRow row, double value, IMetric metric)
    {
        double[] values = metric is IIterationMetric inside
            ? [.. _iterations[(row.Config, row.Workload, row.HeapBytes, row.Invocation)].Select(inside.IterationValue)]
            : [];
        return values.Length == 0 ? [value] : values;
    }
}

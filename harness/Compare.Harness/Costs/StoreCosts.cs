using Compare.Harness.Results;

namespace Compare.Harness.Costs;

/// <summary>Count operations and barrier hits for each store of a reference, from the exact counts of the work vector.</summary>
/// <remarks>
/// The stores are the program's, the same on every engine but for the growth of containers. An engine that counts none is divided
/// by those that another one counted on the same workload; the row names it.
/// </remarks>
internal static class StoreCosts
{
    private const string Stores = "reference_stores";
    private const string Increments = "reference_increments";
    private const string Decrements = "reference_decrements";
    private const string Hits = "barrier_hits";

    /// <summary>Makes the rows.</summary>
    /// <param name="work">Rows of <c>work.csv</c>.</param>
    public static IEnumerable<CostRow> Rows(IReadOnlyList<WorkRow> work)
    {
        foreach (IGrouping<string, WorkRow> workload in work.GroupBy(row => row.Workload, StringComparer.Ordinal))
        {
            WorkRow? counted = workload.FirstOrDefault(row => row is { Metric: Stores, Value: > 0 });
            foreach (IGrouping<(string, long?), WorkRow> cell in workload.GroupBy(row => (row.Config, row.HeapBytes)))
            {
                if ((cell.FirstOrDefault(row => row is { Metric: Stores, Value: > 0 }) ?? counted) is not { } stores)
                {
                    continue;
                }

                if (Value(cell, Increments) + Value(cell, Decrements) is { } operations)
                {
                    yield return Row(cell.First(), CostMetrics.CountOperations, operations, stores);
                }

                if (Value(cell, Hits) is { } hits)
                {
                    yield return Row(cell.First(), CostMetrics.BarrierHits, hits, stores);
                }
            }
        }
    }

    private static long? Value(IEnumerable<WorkRow> cell, string metric) =>
        cell.FirstOrDefault(row => row.Metric == metric)?.Value;

    private static CostRow Row(WorkRow cell, string metric, long operations, WorkRow stores) => new()
    {
        Engine = cell.Engine,
        Config = cell.Config,
        Workload = cell.Workload,
        HeapBytes = cell.HeapBytes,
        Metric = metric,
        Unit = "per_store",
        Value = operations / (double)stores.Value!.Value,
        N = 1,
        Reference = stores.Config,
        ReferenceHeapBytes = stores.HeapBytes,
    };
}

using Compare.Harness.Results;
using Compare.Harness.Statistics;

namespace Compare.Harness.Costs;

/// <summary>
/// What a probe costs: an iteration with it over the same iteration of the same cell without it, both warm. A cell whose
/// probe ran only once has no row: the first iteration of a process measures the start of the host more than the probe.
/// </summary>
internal static class ProbeCosts
{
    /// <summary>Makes the rows.</summary>
    /// <param name="results">A run with its measured rows.</param>
    public static IEnumerable<CostRow> Rows(ResultSet results)
    {
        HashSet<(string, string, long?, int)> finished =
            [.. results.Invocations.Where(row => row.Status == CellStatus.Ok)
                .Select(row => (row.Config, row.Workload, row.HeapBytes, row.Invocation))];
        ILookup<(string, string, long?, int), IterationRow> plain = results.Iterations
            .Where(row => finished.Contains((row.Config, row.Workload, row.HeapBytes, row.Invocation)))
            .ToLookup(row => (row.Config, row.Workload, row.HeapBytes, row.Iteration));
        foreach (IGrouping<(string, string, long?), ProbeRow> cell in results.Probes
            .Where(row => row.Iteration > 0)
            .GroupBy(row => (row.Config, row.Workload, row.HeapBytes)))
        {
            // The latest iteration that both have, so that both have warmed up alike.
            var pair = cell.OrderByDescending(row => row.Iteration)
                .Select(row => (On: row, Off: plain[(row.Config, row.Workload, row.HeapBytes, row.Iteration)].ToArray()))
                .FirstOrDefault(candidate => candidate.Off.Length > 0);
            if (pair.On is not { } on || on.WallNs <= 0)
            {
                continue;
            }

            yield return new CostRow
            {
                Engine = on.Engine,
                Config = on.Config,
                Workload = on.Workload,
                HeapBytes = on.HeapBytes,
                Metric = CostMetrics.WorkVectorProbe,
                Unit = "ratio",
                Value = on.WallNs / Quantiles.Median([.. pair.Off.Select(row => (double)row.WallNs)]),
                N = 1,
            };
        }
    }
}

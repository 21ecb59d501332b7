using Compare.Harness.Metrics;
using Compare.Harness.Results;
using Compare.Harness.Statistics.Verdicts;

namespace Compare.Harness.Statistics;

/// <summary>
/// Plans a run from the wall times of a pilot (methodology 3.11): how many invocations find a difference of a given size, and
/// how many iterations inside each are worth their time (Kalibera and Jones 2013).
/// </summary>
public static class PilotPlanner
{
    /// <summary>Most iterations that are recommended inside one invocation.</summary>
    public const int MostIterations = 100;

    /// <summary>Plans every cell of a pilot.</summary>
    /// <param name="pilot">The pilot.</param>
    /// <param name="effect">True ratio, less 1, that is to be found; e.g. 0.03.</param>
    public static IReadOnlyList<CellPlan> Of(ResultSet pilot, double effect)
    {
        WallTime wall = new();
        SampleReader samples = new(pilot.Iterations, seed: 0);
        Dictionary<(string Config, string Workload, long? Heap), InvocationRow[]> cells = pilot.Invocations
            .GroupBy(row => (row.Config, row.Workload, row.HeapBytes))
            .ToDictionary(cell => cell.Key, cell => cell.ToArray());
        ILookup<(string, string, long?), IterationRow> iterations =
            pilot.Iterations.ToLookup(row => (row.Config, row.Workload, row.HeapBytes));
        double significance = VerdictRule.FalseDiscoveryRate / Comparisons(cells.Keys, pilot.Baseline);
        return
        [
            .. from cell in cells
               orderby cell.Key.Workload, cell.Key.Heap, cell.Key.Config
               select new CellPlan(
                   cell.Key.Config,
                   cell.Key.Workload,
                   cell.Key.Heap,
                   cell.Key.Config == pilot.Baseline ? null : Invocations(
                       samples.Of(cell.Value, wall),
                       samples.Of(cells.GetValueOrDefault((pilot.Baseline, cell.Key.Workload, cell.Key.Heap), []), wall),
                       effect,
                       significance),
                   Iterations(cell.Value, [.. iterations[cell.Key]])),
        ];
    }

    /// <summary>Comparisons of a matrix in one metric: its cells, without those of the baseline.</summary>
    /// <param name="cells">Config, workload and heap limit of every cell.</param>
    /// <param name="baseline">Config of the baseline.</param>
    public static int Comparisons(IEnumerable<(string Config, string Workload, long? Heap)> cells, string baseline) =>
        Math.Max(1, cells.Count(cell => cell.Config != baseline));

    private static int? Invocations(InvocationSample? sample, InvocationSample? baseline, double effect, double significance) =>
        sample is { Count: > 1, IsPositive: true } && baseline is { Count: > 1, IsPositive: true }
            ? InvocationPlanner.ToDetect(LogDifference.Of(sample.Values, baseline.Values), effect, significance)
            : null;

    private static int? Iterations(InvocationRow[] cell, IReadOnlyList<IterationRow> iterations)
    {
        double[][] inside =
        [
            .. iterations.Where(row => row is { Measured: true, WallNs: > 0 })
                .GroupBy(row => row.Invocation)
                .Select(invocation => invocation.Select(row => Math.Log(row.WallNs)).ToArray())
                .Where(logs => logs.Length > 1),
        ];
        if (inside.Length < 2)
        {
            return null;
        }

        double within = inside.Average(logs => Moments.Of(logs).Variance);

        // What the iterations add to the means of their invocations, of which each may have another number of them.
        double between = Moments.Of([.. inside.Select(logs => logs.Average())]).Variance
            - (within * inside.Average(logs => 1.0 / logs.Length));
        double iteration = iterations.Where(row => row.Measured).Average(row => row.WallNs);
        double start = cell.Average(row => row.StartupNs ?? 0)
            + (iterations.Where(row => !row.Measured).Sum(row => (double)row.WallNs) / inside.Length);
        return InvocationPlanner.Iterations(iteration, start, within, between, MostIterations);
    }
}

using Compare.Harness.Results;
using Compare.Harness.Statistics;

namespace Compare.Harness.Costs;

/// <summary>Makes <c>costs.csv</c>.</summary>
public static class CostTable
{
    /// <summary>Makes the rows of all cells.</summary>
    /// <param name="results">A run with its measured rows.</param>
    public static IReadOnlyList<CostRow> Of(ResultSet results)
    {
        IReadOnlyList<CellRows> cells = CellRows.Of(results);
        return
        [
            .. cells.GroupBy(cell => cell.Cell.Workload, StringComparer.Ordinal).ToArray()
                .AsParallel().AsOrdered().SelectMany(workload => Overheads([.. workload])),
            .. cells.AsParallel().AsOrdered().SelectMany(Medians),
            .. StoreCosts.Rows(results.Work),
            .. ProbeCosts.Rows(results),
        ];
    }

    private static IEnumerable<CostRow> Overheads(IReadOnlyList<CellRows> cells)
    {
        // A program that waits for requests to arrive takes the time of its schedule, in CPU time too while it watches the clock.
        CellRows[] busy = [.. cells.Where(cell => cell.Invocations.All(one => one.Row.IdleNs is null or 0))];
        OverheadTable wall = new(busy, OverheadNames.Wall, row => row.WallNs, Pauses);
        OverheadTable cpu = new(busy, OverheadNames.Cpu, row => row.CpuNs, CollectorCpu);
        return wall.Rows().Concat(cpu.Rows());
    }

    // What was paused is known even when the log of events was full; not when the host lost collections.
    private static double? Pauses(CellRows.OneInvocation one) =>
        one.Row.LostCollections is > 0 || one.Iterations.Any(row => row.GcNs is null)
            ? null
            : one.Iterations.Sum(row => (double)row.GcNs!.Value);

    private static double? CollectorCpu(CellRows.OneInvocation one) =>
        one.HasAllPauses ? one.Events.Total(CollectionClass.All, EventColumns.CpuNs).Sum : null;

    /// <summary>The measures that every invocation has by itself: the median over invocations.</summary>
    private static IEnumerable<CostRow> Medians(CellRows cell)
    {
        (string Metric, string Unit, Func<CellRows.OneInvocation, double?> Value)[] measures =
        [
            (CostMetrics.SpaceTime, "byte_s", one => Mean(one, (row, samples) => SpaceTime.OfIteration(row, samples))),
            (CostMetrics.CommittedMean, "bytes", one => Mean(one, (_, samples) => SpaceTime.MeanOverAllocation(samples))),
            (CostMetrics.MarkConsObjects, "ratio", one => CollectionWork.ObjectsPerAllocated(one, CollectionClass.Collections)),
            (CostMetrics.MarkConsMinor, "ratio", one => CollectionWork.ObjectsPerAllocated(one, CollectionClass.Minor)),
            (CostMetrics.MarkConsMajor, "ratio", one => CollectionWork.ObjectsPerAllocated(one, CollectionClass.Major)),
            (CostMetrics.MarkConsBytes, "ratio", CollectionWork.BytesPerAllocated),
            (CostMetrics.NurserySurvival, "share", CollectionWork.NurserySurvival),
        ];
        foreach ((string metric, string unit, Func<CellRows.OneInvocation, double?> value) in measures)
        {
            (InvocationRow Row, double Value)[] known =
            [
                .. from one in cell.Invocations
                   let number = value(one)
                   where number is not null
                   select (one.Row, number.Value),
            ];
            if (known.Length == 0)
            {
                continue;
            }

            ulong seed = (ulong)cell.Seed
                ^ StableHash.Of($"{cell.Cell.Config}\n{cell.Cell.Workload}\n{cell.Cell.HeapBytes}\n{metric}");
            Estimate estimate = MedianEstimator.Of(ByProcess.Medians(known), seed);
            yield return new CostRow
            {
                Engine = cell.Cell.Engine,
                Config = cell.Cell.Config,
                Workload = cell.Cell.Workload,
                HeapBytes = cell.Cell.HeapBytes,
                Metric = metric,
                Unit = unit,
                Value = estimate.Value,
                Low = estimate.Low,
                High = estimate.High,
                IntervalMethod = estimate.Method,
                N = known.Length,
            };
        }
    }

    private static double? Mean(CellRows.OneInvocation one, Func<IterationRow, IReadOnlyList<TimelineRow>, double?> value)
    {
        ILookup<int, TimelineRow> samples = one.Samples.ToLookup(sample => sample.Iteration);
        double?[] values = [.. one.Iterations.Select(row => value(row, [.. samples[row.Iteration]]))];
        return Array.TrueForAll(values, known => known.HasValue) ? values.Average() : null;
    }
}

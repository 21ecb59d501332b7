using Compare.Harness.Results;
using Compare.Harness.Results.Packed;

namespace Compare.Harness.Costs;

/// <summary>The measured rows of one cell, as the measures of cost need them.</summary>
/// <param name="Cell">Names the cell.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Invocations">Its finished invocations, each with at least one measured iteration.</param>
internal sealed record CellRows(ICell Cell, long Seed, IReadOnlyList<CellRows.OneInvocation> Invocations)
{
    /// <summary>One finished invocation.</summary>
    /// <param name="Row">Its row.</param>
    /// <param name="Iterations">Its measured iterations.</param>
    /// <param name="Events">The events of these.</param>
    /// <param name="Samples">The samples of the heap in all iterations.</param>
    internal sealed record OneInvocation(
        InvocationRow Row,
        IReadOnlyList<IterationRow> Iterations,
        IterationEvents Events,
        PackedRows<TimelineRow> Samples)
    {
        /// <summary>Whether every pause of the measured iterations is among the events.</summary>
        public bool HasAllPauses { get; } =
            Row.LostCollections is null or 0 && Iterations.All(row => row.PauseCount.HasValue)
                && Iterations.Sum(row => row.PauseCount) == Events.PauseCount;
    }

    /// <summary>Makes the cells of a result set, in order of their first invocation.</summary>
    public static IReadOnlyList<CellRows> Of(ResultSet results)
    {
        ILookup<(string, string, long?, int), IterationRow> iterations = Group(results.Iterations.Where(row => row.Measured));
        ILookup<(string, string, long?, int), RowBlock<EventRow>> events = Group(results.Events.Blocks);
        ILookup<(string, string, long?, int), RowBlock<TimelineRow>> samples = Group(results.Timeline.Blocks);
        return
        [
            .. from invocation in results.Invocations.AsParallel().AsOrdered()
                   .Where(row => row.Status == CellStatus.Ok && iterations.Contains(KeyOf(row)))
                   .Select(row => Invocation(row, [.. iterations[KeyOf(row)]], events[KeyOf(row)], samples[KeyOf(row)]))
                   .AsSequential()
               group invocation by (invocation.Row.Config, invocation.Row.Workload, invocation.Row.HeapBytes) into cell
               select new CellRows(cell.First().Row, cell.First().Row.Seed, [.. cell.OrderBy(one => one.Row.Invocation)]),
        ];
    }

    private static OneInvocation Invocation(
        InvocationRow row,
        IReadOnlyList<IterationRow> iterations,
        IEnumerable<RowBlock<EventRow>> events,
        IEnumerable<RowBlock<TimelineRow>> samples)
    {
        HashSet<int> measured = [.. iterations.Select(iteration => iteration.Iteration)];
        return new OneInvocation(
            row, iterations, new IterationEvents(events, measured), new PackedRows<TimelineRow>([.. samples]));
    }

    private static (string, string, long?, int) KeyOf(ICellKey row) => (row.Config, row.Workload, row.HeapBytes, row.Invocation);

    private static ILookup<(string, string, long?, int), T> Group<T>(IEnumerable<T> rows)
        where T : ICellKey => rows.ToLookup(row => KeyOf(row));
}

using System.Buffers;
using System.Runtime.InteropServices;
using Compare.Harness.Results;
using Compare.Harness.Results.Packed;

namespace Compare.Harness.Latency;

/// <summary>The measured iterations of one cell with their pauses.</summary>
/// <param name="Cell">Names the cell.</param>
/// <param name="Invocations">Its finished invocations that have at least one such iteration.</param>
public sealed record CellRuns(ICell Cell, IReadOnlyList<InvocationRuns> Invocations)
{
    /// <summary>Collects the runs of a result set.</summary>
    /// <remarks>
    /// A run is left out when not every pause of it is known: the log was full, the host lost collections, or the begin of
    /// iterations was not recorded yet. Utilisation would come out too good.
    /// </remarks>
    /// <param name="results">A run with its measured rows.</param>
    /// <returns>The cells in order of their first invocation, each made when its turn comes: all at once they need much memory.</returns>
    public static ParallelQuery<CellRuns> Of(ResultSet results)
    {
        ILookup<(string, string, long?), RowBlock<EventRow>> events =
            results.Events.Blocks.ToLookup(block => (block.Config, block.Workload, block.HeapBytes));
        ILookup<(string, string, long?, int), IterationRow> iterations = results.Iterations
            .Where(row => row is { Measured: true, StartNs: not null, WallNs: > 0 })
            .ToLookup(row => (row.Config, row.Workload, row.HeapBytes, row.Invocation));
        return results.Invocations
            .Where(row => row.Status == CellStatus.Ok && row.LostCollections is null or 0)
            .GroupBy(row => (row.Config, row.Workload, row.HeapBytes))
            .ToArray()
            .AsParallel()
            .AsOrdered()
            .Select(cell => OfCell([.. cell.OrderBy(row => row.Invocation)], PausesOf(events[cell.Key]), iterations))
            .Where(cell => cell.Invocations.Count > 0);
    }

    private static CellRuns OfCell(
        InvocationRow[] cell,
        Dictionary<(int, long), Pauses> pauses,
        ILookup<(string, string, long?, int), IterationRow> iterations) => new(
        cell[0],
        [
            .. from row in cell
               let runs = iterations[(row.Config, row.Workload, row.HeapBytes, row.Invocation)]
                   .Select(iteration => Timeline(iteration, pauses)).OfType<PauseTimeline>().ToArray()
               where runs.Length > 0
               select new InvocationRuns(row.Invocation, runs),
        ]);

    private static PauseTimeline? Timeline(IterationRow row, Dictionary<(int, long), Pauses> pauses)
    {
        Pauses known = pauses.GetValueOrDefault((row.Invocation, row.Iteration)) ?? new Pauses();
        if (row.PauseCount != known.Starts.Count)
        {
            return null;
        }

        Span<long> starts = CollectionsMarshal.AsSpan(known.Starts);
        for (int i = 0; i < starts.Length; i++)
        {
            starts[i] -= row.StartNs!.Value;
        }

        return PauseTimeline.Of(row.WallNs, starts, CollectionsMarshal.AsSpan(known.Lengths));
    }

    /// <summary>The pauses of a cell by invocation and iteration.</summary>
    private static Dictionary<(int, long), Pauses> PausesOf(IEnumerable<RowBlock<EventRow>> events)
    {
        Dictionary<(int, long), Pauses> pauses = [];
        foreach (RowBlock<EventRow> block in events)
        {
            long[] iterations = Column(block, EventColumns.Iteration);
            long[] starts = Column(block, EventColumns.StartNs);
            long[] lengths = Column(block, EventColumns.PauseNs);
            for (int from = 0, to; from < block.Count; from = to)
            {
                to = from + 1 + iterations.AsSpan(from + 1, block.Count - from - 1).IndexOfAnyExcept(iterations[from]);
                to = to > from ? to : block.Count;
                (int, long) key = (block.Invocation, iterations[from]);
                Pauses known = CollectionsMarshal.GetValueRefOrAddDefault(pauses, key, out _) ??= new Pauses();
                known.Add(starts.AsSpan(from, to - from), lengths.AsSpan(from, to - from));
            }

            ArrayPool<long>.Shared.Return(iterations);
            ArrayPool<long>.Shared.Return(starts);
            ArrayPool<long>.Shared.Return(lengths);
        }

        return pauses;
    }

    private static long[] Column(RowBlock<EventRow> block, int column)
    {
        long[] values = ArrayPool<long>.Shared.Rent(block.Count);
        block.Numbers(column).CopyTo(values.AsSpan(0, block.Count));
        return values;
    }

    private sealed class Pauses
    {
        public List<long> Starts { get; } = [];

        public List<long> Lengths { get; } = [];

        /// <summary>Adds those events that stopped the program.</summary>
        public void Add(ReadOnlySpan<long> starts, ReadOnlySpan<long> lengths)
        {
            Starts.EnsureCapacity(Starts.Count + starts.Length);
            Lengths.EnsureCapacity(Lengths.Count + lengths.Length);
            for (int i = 0; i < starts.Length; i++)
            {
                if (lengths[i] > 0)
                {
                    Starts.Add(starts[i]);
                    Lengths.Add(lengths[i]);
                }
            }
        }
    }
}

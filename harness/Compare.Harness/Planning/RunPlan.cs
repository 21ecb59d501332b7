using Compare.Harness.Machine.Canary;
using Compare.Harness.Matrix;
using Compare.Harness.Statistics;

namespace Compare.Harness.Planning;

/// <summary>The order of all invocations of a matrix, the same for the same matrix and seed.</summary>
/// <remarks>
/// One block per invocation number, each block a fresh shuffle of all cells: slow drift of the machine then falls on
/// all cells alike. In a heap sweep a block runs the sizes in the order of the sweep, each shuffled. The twin of the A/A
/// pair stands at a random place of each block, which a stream of its own draws: the order of the other cells is the same
/// without it. The work vectors come last; a run that is stopped keeps its timings. The canary stands at fixed places among the
/// timed
/// invocations, whose order stays the same without it.
/// </remarks>
public sealed class RunPlan
{
    private RunPlan(IReadOnlyList<PlannedInvocation> invocations) => Invocations = invocations;

    /// <summary>Every invocation in the order of execution.</summary>
    public IReadOnlyList<PlannedInvocation> Invocations { get; }

    /// <summary>Invocations of each cell that the plan times; fewer than the matrix names in some shards.</summary>
    public int InvocationsPerCell => Invocations
        .Where(planned => planned.Kind == InvocationKind.Timed).Select(planned => planned.Invocation).Distinct().Count();

    /// <summary>Makes the plan of a matrix, or of a part of it: the order of the whole without what other parts run.</summary>
    /// <param name="matrix">The matrix; the limits of a sweep are known.</param>
    /// <param name="shard">The part, or null for the whole.</param>
    public static RunPlan Of(RunMatrix matrix, Shard? shard)
    {
        RunPlan whole = Of(matrix);
        ShardSplit split = new(matrix);
        return shard is null
            ? whole
            : new RunPlan([.. whole.Invocations.Where(planned => split.Holds(planned, shard))]);
    }

    /// <summary>Makes the plan of a matrix.</summary>
    /// <param name="matrix">The matrix; the limits of a sweep are known.</param>
    public static RunPlan Of(RunMatrix matrix)
    {
        if (matrix.Sweep is { Limits: null })
        {
            throw new InvalidOperationException("The limits of the heap sweep are not known yet.");
        }

        IReadOnlyList<Cell> cells = matrix.Cells();
        List<PlannedInvocation> invocations = new(cells.Count * (matrix.Runs.Invocations + 1));
        SplitMix64 random = new((ulong)matrix.Runs.Seed);
        SplitMix64 places = new((ulong)matrix.Runs.Seed ^ StableHash.Of("A/A"));
        Cell? twin = AaTwin.Of(matrix);
        int blocks = matrix.Runs.Invocations + (matrix.Runs.Probes.HasFlag(Probes.WorkVector) ? 1 : 0);
        for (int block = 0; block < blocks; block++)
        {
            Cell[] order = [.. cells];
            if (matrix.Runs.Order == RunOrder.InterleavedShuffled)
            {
                random.Shuffle(order.AsSpan());
            }

            if (matrix.Sweep is { } sweep)
            {
                // A stable sort: within a rank the shuffled order stays.
                order = [.. order.OrderBy(cell => sweep.RankOf(cell.Workload, cell.HeapBytes))];
            }

            InvocationKind kind = block < matrix.Runs.Invocations ? InvocationKind.Timed : InvocationKind.Work;
            List<(Cell Cell, InvocationKind Kind)> entries = [.. order.Select(cell => (cell, kind))];
            if (twin is not null && kind == InvocationKind.Timed)
            {
                entries.Insert(places.Next(entries.Count + 1), (twin, InvocationKind.Twin));
            }

            int start = invocations.Count;
            invocations.AddRange(entries.Select((entry, i) => new PlannedInvocation(start + i, entry.Cell, block, entry.Kind)));
        }

        return new RunPlan(WithCanaries(invocations, matrix));
    }

    private static List<PlannedInvocation> WithCanaries(List<PlannedInvocation> invocations, RunMatrix matrix)
    {
        int timed = invocations.Count(planned => planned.Kind != InvocationKind.Work);
        int count = CanaryPlaces.Count(matrix.Runs, timed);
        if (matrix.Canary is not { } canary || count == 0)
        {
            return invocations;
        }

        List<PlannedInvocation> all = [.. invocations];
        foreach ((int number, int place) in CanaryPlaces.Of(count, timed).Index().Reverse())
        {
            all.Insert(place, new PlannedInvocation(0, canary, number, InvocationKind.Canary));
        }

        return [.. all.Select((planned, order) => new PlannedInvocation(order, planned.Cell, planned.Invocation, planned.Kind))];
    }
}

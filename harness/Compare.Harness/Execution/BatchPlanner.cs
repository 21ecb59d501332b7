using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;
using Compare.Harness.Statistics;

namespace Compare.Harness.Execution;

/// <summary>
/// Decides which invocations share a process. The plan stays as it is: a process that begins with one invocation of a cell takes
/// the next ones of the same cell along, and the plan finds them finished when it comes to them.
/// </summary>
/// <remarks>
/// Processes are the independent units of every interval (methodology 3.11), and below four there is none, so that
/// <see cref="BatchSize.Auto"/> leaves at least four. Its rule: where the start took more than half of the first process, the next
/// ones take as many invocations as bring it down to half.
/// </remarks>
/// <param name="runs">Settings of the run.</param>
public sealed class BatchPlanner(RunSettings runs)
{
    private const long NanosecondsPerMillisecond = 1_000_000;

    private readonly Dictionary<(Cell Cell, InvocationKind Kind), int> _decided = [];

    /// <summary>Tells whether invocations of an engine may share a process.</summary>
    /// <param name="cell">A cell of the engine.</param>
    /// <returns>False on the host's heap: what one invocation left there, the next one would collect.</returns>
    public static bool Shares(Cell cell) => !cell.Engine.Engine.Factory.GetTraits(cell.Engine.Parameters).ManagedHeap;

    /// <summary>Learns from a finished invocation.</summary>
    /// <param name="planned">The invocation.</param>
    /// <param name="entry">Its line in the journal.</param>
    public void Add(PlannedInvocation planned, JournalEntry entry)
    {
        if (runs.Batch.Count is null && entry.Row is { Status: CellStatus.Ok, StartupNs: { } startup } && entry.ElapsedMs > 0)
        {
            _decided.TryAdd((planned.Cell, planned.Kind), Decide(startup, (entry.ElapsedMs * NanosecondsPerMillisecond) - startup));
        }
    }

    /// <summary>The invocations that one process runs.</summary>
    /// <param name="rest">What is still to run, in the order of the plan, at least one.</param>
    public IReadOnlyList<PlannedInvocation> Next(IReadOnlyList<PlannedInvocation> rest)
    {
        PlannedInvocation first = rest[0];
        int size = SizeOf(first);
        return size == 1
            ? [first]
            : [.. rest.Where(planned => planned.Kind == first.Kind && planned.Cell == first.Cell).Take(size)];
    }

    private int SizeOf(PlannedInvocation first) =>
        runs.Batch == BatchSize.One || first.Kind is InvocationKind.Work or InvocationKind.Canary || !Shares(first.Cell)
            ? 1
            : runs.Batch.Count ?? _decided.GetValueOrDefault((first.Cell, first.Kind), 1);

    private int Decide(long start, long rest)
    {
        if (start <= rest)
        {
            return 1;
        }

        int most = Math.Max(1, (runs.Invocations - 1) / (MedianEstimator.FewestForInterval - 1));
        return rest <= 0 ? most : (int)Math.Min(most, (start + rest - 1) / rest);
    }
}

using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;

namespace Compare.Harness.Execution;

/// <summary>The time limit of the next process: a fixed one, or a multiple of what finished processes of its workload took.</summary>
/// <remarks>
/// An engine that finished the workload before is held against its own slowest process, so that a faster engine never cuts off
/// a slower one. Before that the slowest process of any engine counts, and nothing is stopped earlier than without a multiple.
/// </remarks>
/// <param name="runs">Settings of the run.</param>
public sealed class TimeLimits(RunSettings runs)
{
    /// <summary>The shortest limit that a multiple gives: below, the start of a process and the machine's other work decide.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(10);

    private readonly Dictionary<(string Config, string Workload), long> _slowest = [];
    private readonly Dictionary<string, long> _slowestOfAny = new(StringComparer.Ordinal);

    /// <summary>Learns from a finished invocation.</summary>
    /// <param name="entry">Its line in the journal.</param>
    public void Add(JournalEntry entry)
    {
        if (runs.TimeoutFactor is null || entry.Canary || entry.Row.Status != CellStatus.Ok)
        {
            return;
        }

        (string, string) key = (entry.Config, entry.Workload);
        _slowest[key] = Math.Max(_slowest.GetValueOrDefault(key), entry.ElapsedMs);
        _slowestOfAny[entry.Workload] = Math.Max(_slowestOfAny.GetValueOrDefault(entry.Workload), entry.ElapsedMs);
    }

    /// <summary>The limit of an invocation, whole milliseconds.</summary>
    /// <param name="planned">The invocation.</param>
    public TimeSpan Of(PlannedInvocation planned)
    {
        if (runs.TimeoutFactor is not { } factor || planned.Kind == InvocationKind.Canary)
        {
            return runs.Timeout;
        }

        return _slowest.TryGetValue((planned.Key.Config, planned.Key.Workload), out long own)
            ? Longest(Shortest, own, factor)
            : Longest(runs.Timeout, _slowestOfAny.GetValueOrDefault(planned.Key.Workload), factor);
    }

    private static TimeSpan Longest(TimeSpan least, long milliseconds, int factor)
    {
        double longest = Math.Min((double)milliseconds * factor, Durations.Longest.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(Math.Max(longest, least.TotalMilliseconds));
    }
}

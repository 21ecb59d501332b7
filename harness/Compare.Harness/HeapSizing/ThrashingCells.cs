using Compare.Harness.Results;
using Compare.Harness.Statistics;

namespace Compare.Harness.HeapSizing;

/// <summary>
/// Finds the invocations that thrash in a run with several heap limits: the roomiest limit under which an engine finished a
/// workload is the generous heap that <see cref="ThrashRule"/> needs.
/// </summary>
public static class ThrashingCells
{
    /// <summary>The rows of invocations, those that thrash marked so.</summary>
    /// <param name="entries">Timed invocations.</param>
    /// <param name="timeout">Time limit of processes whose line names none.</param>
    /// <returns>Their rows in the same order.</returns>
    public static IReadOnlyList<InvocationRow> Mark(IReadOnlyList<JournalEntry> entries, TimeSpan timeout)
    {
        Dictionary<(string, string), ThrashRule?> rules = entries
            .GroupBy(entry => (entry.Config, entry.Workload))
            .ToDictionary(runs => runs.Key, runs => RuleOf([.. runs]));
        return [.. entries.Select(entry => Judge(entry.Row, rules[(entry.Config, entry.Workload)], LimitOf(entry, timeout)))];
    }

    // A run in the generous heap itself cannot thrash, and without a second limit there is nothing to compare.
    private static ThrashRule? RuleOf(JournalEntry[] entries)
    {
        JournalEntry[]? generous = entries
            .GroupBy(entry => entry.HeapBytes)
            .OrderByDescending(cell => cell.Key ?? long.MaxValue)
            .Select(cell => cell.ToArray())
            .FirstOrDefault(cell => Array.TrueForAll(cell, entry => entry.Row is { Status: CellStatus.Ok, CpuNs: not null }));
        return generous is null || generous.Length == entries.Length
            ? null
            : new ThrashRule(
                (long)Quantiles.Median([.. generous.Select(entry => (double)entry.Row.CpuNs!.Value)]),
                TimeSpan.FromMilliseconds(Quantiles.Median([.. generous.Select(entry => (double)entry.ElapsedMs)])),
                generous[0].HeapBytes);
    }

    private static TimeSpan LimitOf(JournalEntry entry, TimeSpan otherwise) =>
        entry.LimitMs is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : otherwise;

    private static InvocationRow Judge(InvocationRow row, ThrashRule? rule, TimeSpan timeout)
    {
        if (rule is null || row.HeapBytes is null || row.HeapBytes == rule.GenerousBytes)
        {
            return row;
        }

        TrialOutcome outcome = rule.Judge(row, timeout);
        return outcome.Status == CellStatus.Thrash ? row with { Status = outcome.Status, Error = outcome.Reason } : row;
    }
}

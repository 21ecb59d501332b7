using Compare.Harness.Execution;
using Compare.Harness.Planning;
using Compare.Harness.Results;

namespace Compare.Cli.Views;

/// <summary>The plan as text.</summary>
internal static class DryRunView
{
    /// <summary>Prints the invocations that would run, in order, and the time they take where it is known.</summary>
    public static void Show(ConsoleView view, RunPlan plan, Journal? journal)
    {
        RemainingTime remaining = new();
        HashSet<InvocationKey> finished = [];
        foreach (JournalEntry entry in journal?.Entries ?? [])
        {
            finished.Add(entry.Key);
            remaining.Add(entry.Key, entry.ElapsedMs);
        }

        PlannedInvocation[] rest = [.. plan.Invocations.Where(planned => !finished.Contains(planned.Key))];
        foreach (PlannedInvocation planned in rest)
        {
            view.Line($"{planned.Order,5}  {planned.Key}");
        }

        string time = remaining.IsKnown
            ? $"about {PlainProgress.Left(remaining.For(rest.Select(planned => planned.Key)))} by what is finished"
            : "time not known before the first block has run";
        view.Line($"{rest.Length} invocations to run, {finished.Count} finished; {time}");
    }
}

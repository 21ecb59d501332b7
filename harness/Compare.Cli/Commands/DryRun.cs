using Compare.Cli.Views;
using Compare.Harness.Execution;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;
using Compare.Harness.Validation;

namespace Compare.Cli.Commands;

/// <summary>Prints what a run would do, and how long it would take by a pilot.</summary>
/// <param name="pilot">Tries cells out.</param>
/// <param name="view">The console.</param>
internal sealed class DryRun(Pilot pilot, ConsoleView view)
{
    /// <summary>The budget of the pilot when none is named.</summary>
    public const string DefaultPilot = "15s";

    private const string NoPilot = "0";

    /// <summary>Reads the budget of the pilot; zero for none.</summary>
    /// <param name="text">Value of <c>--pilot</c>.</param>
    /// <param name="isDryRun">Whether there is a dry run that it belongs to.</param>
    /// <exception cref="InputException">It is no duration.</exception>
    public static TimeSpan Budget(string? text, bool isDryRun)
    {
        if (text is not null && !isDryRun)
        {
            throw new InputException("--pilot", "A pilot belongs to a plan that is only printed; add --dry-run.");
        }

        if (text == NoPilot)
        {
            return TimeSpan.Zero;
        }

        return Durations.TryParse(text ?? DefaultPilot, out TimeSpan budget, out string error)
            ? budget
            : throw new InputException("--pilot", $"{error}, or 0 for no pilot.");
    }

    /// <summary>Prints the invocations that would run, in order, then the time that they take.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="journal">What is finished, or null.</param>
    /// <param name="budget">The longest time of the pilot.</param>
    /// <param name="stopping">Set by Ctrl-C and SIGTERM.</param>
    public async Task RunAsync(RunMatrix matrix, RunPlan plan, Journal? journal, TimeSpan budget, CancellationToken stopping)
    {
        Dictionary<InvocationKey, long> finished = (journal?.Entries ?? []).ToDictionary(entry => entry.Key, entry => entry.ElapsedMs);
        PlannedInvocation[] rest = [.. plan.Invocations.Where(planned => !finished.ContainsKey(planned.Key))];
        foreach (PlannedInvocation planned in rest)
        {
            view.Line($"{planned.Order,5}  {planned.Key}");
        }

        HashSet<(string, string, long?)> known = [.. finished.Keys.Select(CellOf)];
        PilotResult tried = await pilot.RunAsync(matrix, plan, budget, key => known.Contains(CellOf(key)), stopping);
        TimeEstimate? estimate = TimeEstimate.Of(
            [.. rest.Select(planned => planned.Key)], [.. finished.Select(pair => (pair.Key, pair.Value)), .. tried.Seen]);
        view.Line($"{rest.Length} invocations to run, {finished.Count} finished; {Words(estimate, tried, finished.Count)}");
    }

    private static string Words(TimeEstimate? estimate, PilotResult tried, int finished)
    {
        if (estimate is null)
        {
            return "time not known: no cell ran (a longer --pilot tries some out)";
        }

        string[] sources = [.. Sources(finished, tried.Seen.Count)];
        string cutOff = tried.IsCutOff ? "; the last of the pilot was still running, so it may be more" : string.Empty;
        return $"about {PlainProgress.Left(estimate.Middle)}, "
            + $"from {PlainProgress.Left(estimate.Low)} to {PlainProgress.Left(estimate.High)}, "
            + $"by {string.Join(" and ", sources)}: {estimate.SeenCells} of {estimate.Cells} cells ran{cutOff}";
    }

    private static IEnumerable<string> Sources(int finished, int tried)
    {
        if (finished > 0)
        {
            yield return "what is finished";
        }

        if (tried > 0)
        {
            yield return "a pilot";
        }
    }

    private static (string, string, long?) CellOf(InvocationKey key) => (key.Config, key.Workload, key.HeapBytes);
}

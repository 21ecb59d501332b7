using System.Globalization;
using Compare.Harness.Machine.Canary;
using Compare.Harness.Matrix;
using Compare.Harness.Results;
using Compare.Harness.Validation;

namespace Compare.Harness.RunComparisons;

/// <summary>
/// Says in what the surroundings of two runs differ, and whether that forbids a comparison (methodology, part 5: a difference of
/// the environment blocks comparisons across machines).
/// </summary>
public static class RunDifferences
{
    private const int ShownDigits = 8;

    /// <summary>Option that lifts the refusal for another machine.</summary>
    public const string AllowMachine = "--allow-different-machine";

    /// <summary>Option that lifts the refusal for other settings.</summary>
    public const string AllowSettings = "--allow-different-settings";

    /// <summary>
    /// Share by which the memory of one machine varies: what the kernel keeps for itself changes with its version.
    /// </summary>
    private const double MemoryOfOneMachine = 0.01;

    /// <summary>Finds the differences.</summary>
    /// <param name="baseRun">The base.</param>
    /// <param name="newRun">The new run.</param>
    public static IReadOnlyList<RunDifference> Of(ComparedRun baseRun, ComparedRun newRun)
    {
        RunEnvironment was = baseRun.Results.Environment;
        RunEnvironment now = newRun.Results.Environment;
        RunSettings before = baseRun.Settings;
        RunSettings after = newRun.Settings;
        RunDifference[] all =
        [
            new("processor", was.Processor, now.Processor, RunDifferenceKind.Machine),
            new("cores", Text(was.Cores), Text(now.Cores), RunDifferenceKind.Machine),
            new("memory_bytes", Text(was.MemoryBytes), Text(now.MemoryBytes), MemoryKind(was.MemoryBytes, now.MemoryBytes)),
            new("system", was.System, now.System, SystemKind(was.System, now.System)),
            new("runtime", was.Runtime, now.Runtime, RunDifferenceKind.Machine),
            new("governor", was.Governor, now.Governor, RunDifferenceKind.Machine),
            new("seed", Text(before.Seed), Text(after.Seed), RunDifferenceKind.Settings),
            new("iterations", MatrixWriter.IterationsText(before), MatrixWriter.IterationsText(after), RunDifferenceKind.Settings),
            new("warmup", Text(before.Warmup), Text(after.Warmup), RunDifferenceKind.Settings),
            new("verify", Text(was.Verify), Text(now.Verify), RunDifferenceKind.Settings),
            new("probes", Text(before.Probes), Text(after.Probes), RunDifferenceKind.Settings),
            new("invocations", Text(before.Invocations), Text(after.Invocations), RunDifferenceKind.Shown),
            new("timeout", TimeoutText.Format(before), TimeoutText.Format(after), RunDifferenceKind.Shown),
            new("order", before.Order.Name(), after.Order.Name(), RunDifferenceKind.Shown),
            new("tolerance", Percentages.Format(before.Tolerance), Percentages.Format(after.Tolerance), RunDifferenceKind.Shown),
            new("tool_version", was.ToolVersion, now.ToolVersion, RunDifferenceKind.Shown),
            new("plugins", Plugins(was), Plugins(now), RunDifferenceKind.Shown),
            new("commit", was.Commit, now.Commit, RunDifferenceKind.Shown),
            new("matrix_hash", was.MatrixHash, now.MatrixHash, RunDifferenceKind.Shown),
            new("load", Text(was.Load), Text(now.Load), RunDifferenceKind.Shown),
            new("watched", Watched(was), Watched(now), RunDifferenceKind.Shown),
            new("canary", Canary(baseRun), Canary(newRun), RunDifferenceKind.Shown),
            new("flagged_processes", Flagged(baseRun), Flagged(newRun), RunDifferenceKind.Shown),
            new("started_at", was.StartedAt, now.StartedAt, RunDifferenceKind.Shown),
        ];
        return [.. all.Where(difference => difference.Base != difference.New)];
    }

    /// <summary>Refuses what cannot be compared.</summary>
    /// <param name="differences">The differences.</param>
    /// <param name="allowMachine">True when another machine is asked for.</param>
    /// <param name="allowSettings">True when other settings are asked for.</param>
    /// <exception cref="InputException">A difference forbids the comparison.</exception>
    public static void Refuse(IReadOnlyList<RunDifference> differences, bool allowMachine, bool allowSettings)
    {
        Problem[] problems =
        [
            .. from difference in differences
               where difference.Kind == RunDifferenceKind.Machine && !allowMachine
                   || difference.Kind == RunDifferenceKind.Settings && !allowSettings
               let option = difference.Kind == RunDifferenceKind.Machine ? AllowMachine : AllowSettings
               select new Problem(
                   difference.Name,
                   $"'{difference.Base ?? "not known"}' in the base, '{difference.New ?? "not known"}' in the new run: "
                       + $"the runs cannot be compared; repeat one of them, or add {option} to compare all the same."),
        ];
        if (problems.Length > 0)
        {
            throw new InputException(problems);
        }
    }

    // Results of earlier versions say nothing, which is no difference of the machine but is shown.
    private static string? Watched(RunEnvironment environment) => environment.Watched.Count == 0
        ? null
        : string.Join(", ", environment.Watched.Where(fact => fact.IsAvailable).Select(fact => fact.Name));

    // The same version may be another build, so it is the content that counts.
    private static string? Plugins(RunEnvironment environment) => environment.Plugins.Count == 0
        ? null
        : string.Join(", ", environment.Plugins.Select(plugin => $"{plugin.Name} {plugin.Version} ({plugin.Sha256[..ShownDigits]})"));

    private static string? Canary(ComparedRun run) => CanaryDrift.Of(run.Results).Verdict switch
    {
        CanaryVerdict.None => null,
        CanaryVerdict.TooFew => "too few to judge",
        CanaryVerdict.SeveralMachines => "several machines",
        CanaryVerdict.Steady => "no drift found",
        CanaryVerdict.Trend => "a trend",
        _ => "a step",
    };

    private static string? Flagged(ComparedRun run) => run.Results.Machine.Count == 0
        ? null
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Results.Machine.Count(row => row.Flags is not null)} of {run.Results.Machine.Count}");

    private static RunDifferenceKind MemoryKind(long was, long now) =>
        Math.Abs(now - was) > MemoryOfOneMachine * Math.Max(was, now) ? RunDifferenceKind.Machine : RunDifferenceKind.Shown;

    // "Debian GNU/Linux 12, kernel 6.18, X64": versions may change on a machine, its system and architecture may not.
    private static RunDifferenceKind SystemKind(string was, string now) =>
        SystemName(was) == SystemName(now) && was.Split(", ")[^1] == now.Split(", ")[^1]
            ? RunDifferenceKind.Shown
            : RunDifferenceKind.Machine;

    private static string SystemName(string system) => string.Concat(system.TakeWhile(letter => !char.IsAsciiDigit(letter)));

    private static string Text(Probes probes) => string.Join(", ", ProbeCatalog.NamesOf(probes));

    private static string Text(bool value) => value ? "true" : "false";

    private static string? Text(double? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}

using System.Text.Json;
using Compare.Harness.Execution;
using Compare.Harness.Matrix;
using Compare.Harness.Metrics;
using Compare.Harness.Planning;
using Compare.Harness.Statistics;
using Compare.Harness.Statistics.Verdicts;

namespace Compare.Harness.Results;

/// <summary>Makes the result set of a run from its journal and from what the workers left.</summary>
public static class ResultSetBuilder
{
    /// <summary>Builds the result set.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="yaml">Its flattened text.</param>
    /// <param name="directory">The directory of the run.</param>
    /// <param name="environment">Where it ran; warnings of the run are added to it.</param>
    public static ResultSet Build(RunMatrix matrix, string yaml, ResultDirectory directory, RunEnvironment environment) =>
        Build(matrix, yaml, directory.Raw, environment);

    /// <summary>Builds the result set from raw files.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="yaml">Its flattened text.</param>
    /// <param name="raw">What was measured.</param>
    /// <param name="environment">Where it ran; warnings of the run are added to it.</param>
    public static ResultSet Build(RunMatrix matrix, string yaml, RawRun raw, RunEnvironment environment)
    {
        List<IterationRow> iterations = [];
        List<EventRow> events = [];
        List<TimelineRow> timeline = [];
        List<WorkRow> work = [];
        List<SettingRow> settings = [];
        List<ProbeRow> probes = [];
        List<IterationRow> twinIterations = [];
        List<RequestRow> requests = [];
        List<string> warnings = [.. environment.Warnings, .. RunParts.Warnings(environment.Parts), .. raw.Damage];

        // The order of the plan: a run that was resumed, merged or run in batches gives the tables of one that was not.
        JournalEntry[] entries = [.. raw.Entries.OrderBy(entry => entry.Row.Order)];
        foreach (JournalEntry entry in entries)
        {
            if (entry.WorkVector && entry.Row.Status is not (CellStatus.Ok or CellStatus.NotApplicable))
            {
                warnings.Add($"The work vector of {entry.Config} on {entry.Workload} is missing: {entry.Row.Error}");
            }

            if (Load(raw, entry, warnings) is { } result)
            {
                if (entry.Twin)
                {
                    twinIterations.AddRange(InvocationAssembler.Iterations(entry.Row, result));
                    continue;
                }

                work.AddRange(InvocationAssembler.Work(entry.Row, result));
                if (entry.WorkVector)
                {
                    probes.AddRange(InvocationAssembler.Probes(entry.Row, result));
                }
                else
                {
                    iterations.AddRange(InvocationAssembler.Iterations(entry.Row, result));
                    events.AddRange(InvocationAssembler.Events(entry.Row, result));
                    timeline.AddRange(InvocationAssembler.Timeline(entry.Row, result));
                    settings.AddRange(InvocationAssembler.Settings(entry.Row, result));
                    requests.AddRange(InvocationAssembler.Requests(entry.Row, result));
                }
            }
        }

        JournalEntry[] timed = [.. entries.Where(entry => !entry.WorkVector)];
        ILookup<bool, InvocationRow> rows = ChecksumAgreement
            .Apply([.. timed.Select(entry => entry.Row with
            {
                HeapPoint = matrix.Sweep?.PointOf(entry.Row.Workload, entry.Row.HeapBytes),
            })])
            .Zip(timed)
            .ToLookup(pair => pair.Second.Twin, pair => pair.First);
        InvocationRow[] invocations = [.. rows[false]];
        InvocationRow[] twins = [.. rows[true]];
        RunPlan? share = Shard.Of(environment.Shard, ResultFiles.Environment) is { } shard ? RunPlan.Of(matrix, shard) : null;
        SummarySettings summary = new(
            matrix.Baseline,
            share?.InvocationsPerCell ?? matrix.Runs.Invocations,
            matrix.Runs.Seed,
            matrix.Runs.Tolerance);
        IReadOnlyList<SummaryRow> pair =
            AaPair.Compare(twins, invocations, (iterations, twinIterations), MetricCatalog.Metrics, summary);
        return DerivedTables.Complete(new ResultSet
        {
            Title = matrix.Title,
            Baseline = matrix.Baseline,
            MatrixYaml = yaml,
            RepeatCommand = RepeatCommand,
            Environment = environment with { Warnings = [.. warnings.Distinct(StringComparer.Ordinal)] },
            PlannedInvocations = share?.Invocations.Count(planned => planned.Kind == InvocationKind.Timed)
                ?? matrix.Cells().Count * matrix.Runs.Invocations,
            Invocations = invocations,
            Iterations = iterations,
            Events = events,
            Timeline = timeline,
            Work = work,
            Settings = settings,
            Probes = probes,
            Twins = twins,
            TwinIterations = twinIterations,
            AaPair = pair,
            Summary = InOrderOf(
                matrix, AaPair.Grey(SummaryBuilder.Build(invocations, iterations, MetricCatalog.Metrics, summary), pair)),
            Requests = requests,
            Lessons = LessonBuilder.Build(LessonPair.Of(matrix), invocations, matrix.Runs.Seed),
        });
    }

    /// <summary>Puts cells into the order of the matrix: the order of execution is shuffled and tells a reader nothing.</summary>
    private static IReadOnlyList<SummaryRow> InOrderOf(RunMatrix matrix, IReadOnlyList<SummaryRow> rows)
    {
        Dictionary<(string Config, string Workload, long? Heap), int> position = [];
        foreach (Cell cell in matrix.Cells())
        {
            position.TryAdd((cell.Engine.Label, cell.Workload.Label, cell.HeapBytes), position.Count);
        }

        return [.. rows.OrderBy(row => position.GetValueOrDefault((row.Config, row.Workload, row.HeapBytes), int.MaxValue))];
    }

    /// <summary>The command that repeats a run from the matrix in its directory.</summary>
    internal const string RepeatCommand = "gc-compare run " + ResultFiles.Matrix;

    private static WorkerResult? Load(RawRun raw, JournalEntry entry, List<string> warnings)
    {
        if (entry.File is null)
        {
            return null;
        }

        try
        {
            using FileStream stream = File.OpenRead(raw.PathOf(entry.File));
            return JsonSerializer.Deserialize(stream, WorkerJson.Default.WorkerResult) is { } result
                && OutcomeClassifier.IsWhole(result)
                ? result
                : throw new JsonException("Values are missing.");
        }
        catch (Exception exception) when (exception is IOException or JsonException or UnauthorizedAccessException)
        {
            warnings.Add($"The details in {entry.File} cannot be read, its iterations and events are missing.");
            return null;
        }
    }
}

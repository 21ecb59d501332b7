using Compare.Harness.HeapMaps;
using Compare.Harness.HeapSizing;
using Compare.Harness.Machine;
using Compare.Harness.Matrix;
using Compare.Harness.Memory;
using Compare.Harness.Metrics;
using Compare.Harness.Planning;
using Compare.Harness.Results.Packed;
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
        // The order of the plan: a run that was resumed, merged or run in batches gives the tables of one that was not.
        JournalEntry[] entries = [.. raw.Entries.OrderBy(entry => entry.Row.Order)];
        InvocationDetails[] details = new InvocationDetails[entries.Length];
        FragmentationTable measures = new(matrix.Workloads);
        Parallel.For(0, details.Length, i => details[i] = InvocationDetails.Read(raw, entries[i], measures));
        IReadOnlyList<IterationRow> iterations = [.. details.SelectMany(one => one.Iterations)];
        IReadOnlyList<IterationRow> twinIterations = [.. details.SelectMany(one => one.TwinIterations)];
        IEnumerable<string> warnings = environment.Warnings
            .Concat(RunParts.Warnings(environment.Parts))
            .Concat(raw.Damage)
            .Concat(details.Select(one => one.Warning).OfType<string>());
        JournalEntry[] timed = [.. entries.Where(entry => entry is { WorkVector: false, Canary: false })];
        ILookup<bool, InvocationRow> rows = ChecksumAgreement
            .Apply(ThrashingCells.Mark(timed, matrix.Runs.Timeout))
            .Select(row => row with { HeapPoint = matrix.Sweep?.PointOf(row.Workload, row.HeapBytes) })
            .Zip(timed)
            .ToLookup(pair => pair.Second.Twin, pair => pair.First);
        InvocationRow[] invocations = [.. rows[false]];
        InvocationRow[] twins = [.. rows[true]];
        IReadOnlyList<MachineRow> machine = MachineTable.Of(entries, environment.Cores);
        RunPlan? share = Shard.Of(environment.Shard, ResultFiles.Environment) is { } shard ? RunPlan.Of(matrix, shard) : null;
        SummarySettings summary = new(
            matrix.Baseline, share?.InvocationsPerCell ?? matrix.Runs.Invocations, matrix.Runs.Seed, matrix.Runs.Tolerance);
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
            Events = new PackedRows<EventRow>([.. details.Select(one => one.Events).OfType<RowBlock<EventRow>>()]),
            Timeline = new PackedRows<TimelineRow>([.. details.Select(one => one.Timeline).OfType<RowBlock<TimelineRow>>()]),
            Work = [.. details.SelectMany(one => one.Work)],
            Settings = [.. details.SelectMany(one => one.Settings)],
            Probes = [.. details.SelectMany(one => one.Probes)],
            Memory = [.. details.SelectMany(one => one.Memory)],
            HeapMaps = [.. details.Select(one => one.HeapMap).OfType<HeapMapRow>()],
            Fragmentation = [.. details.SelectMany(one => one.Fragmentation)],
            Twins = twins,
            TwinIterations = twinIterations,
            AaPair = pair,
            Summary = MachineTable.Mark(
                InOrderOf(
                    matrix, AaPair.Grey(SummaryBuilder.Build(invocations, iterations, MetricCatalog.Metrics, summary), pair)),
                machine),
            Machine = machine,
            Canary = [.. entries.Where(entry => entry.Canary).Select(CanaryRow.Of)],
            Counters = [.. details.SelectMany(one => one.Counters)],
            Requests = [.. details.SelectMany(one => one.Requests)],
            MinHeaps = MinHeapStore.Open(raw.PathOf(ResultFiles.MinHeaps)).Certificates,
            Lessons = LessonBuilder.Build(LessonPair.Of(matrix), invocations, matrix.Runs.Seed, matrix.Runs.Tolerance),
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
}

using System.Text.Json;
using Compare.Harness.HeapMaps;
using Compare.Harness.HeapSizing;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results.Packed;
using Compare.Harness.Validation;

namespace Compare.Harness.Results;

/// <summary>Reads a result directory; no engine or workload is needed for that.</summary>
public static class ResultSetReader
{
    /// <summary>Reads everything that a finished run wrote.</summary>
    /// <param name="path">The directory.</param>
    /// <exception cref="InputException">A file is missing or malformed; the message names it.</exception>
    public static ResultSet Read(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new InputException(path, "There is no such directory; name a result directory of 'gc-compare run'.");
        }

        string yaml = Text(path, ResultFiles.Matrix);
        List<Problem> problems = [];
        MatrixDocument matrix = MatrixReader.Read(yaml, Path.Combine(path, ResultFiles.Matrix), problems)
            ?? throw new InputException(problems);
        // Of a large run, to read is to parse: the long tables are read at the same time as the rest.
        Task<IReadOnlyList<UtilizationRow>> utilization = Task.Run(() => ReadIfThere<UtilizationRow>(Path.Combine(path, ResultFiles.Utilization)));
        Task<PackedRows<EventRow>> events = Task.Run(() => CsvTables.ReadPacked<EventRow>(Path.Combine(path, ResultFiles.Events)));
        Task<PackedRows<TimelineRow>> timeline = Task.Run(() => CsvTables.ReadPacked<TimelineRow>(Path.Combine(path, ResultFiles.Timeline)));
        Task<IReadOnlyList<MemoryRow>> memory = Task.Run(() => ReadIfThere<MemoryRow>(Path.Combine(path, ResultFiles.Memory)));
        return new ResultSet
        {
            Title = matrix.Question ?? matrix.Name ?? "Garbage collectors compared",
            Baseline = matrix.Baseline?.Value ?? string.Empty,
            MatrixYaml = yaml,
            RepeatCommand = ResultSetBuilder.RepeatCommand,
            Environment = Environment(path),
            PlannedInvocations = PlannedInvocations(path),
            Invocations = CsvTables.Read<InvocationRow>(Path.Combine(path, ResultFiles.Invocations)),
            Iterations = CsvTables.Read<IterationRow>(Path.Combine(path, ResultFiles.Iterations)),
            Work = CsvTables.Read<WorkRow>(Path.Combine(path, ResultFiles.Work)),
            Summary = CsvTables.Read<SummaryRow>(Path.Combine(path, ResultFiles.Summary)),
            Settings = ReadIfThere<SettingRow>(Path.Combine(path, ResultFiles.Settings)),
            Requests = ReadIfThere<RequestRow>(Path.Combine(path, ResultFiles.Requests)),
            Machine = ReadIfThere<MachineRow>(Path.Combine(path, ResultFiles.Machine)),
            Canary = ReadIfThere<CanaryRow>(Path.Combine(path, ResultFiles.Canary)),
            Counters = ReadIfThere<CounterRow>(Path.Combine(path, ResultFiles.Counters)),
            Lessons = ReadIfThere<LessonRow>(Path.Combine(path, ResultFiles.Lessons)),
            Probes = ReadIfThere<ProbeRow>(Path.Combine(path, ResultFiles.Probes)),
            HeapMaps = HeapMapFile.Read(Path.Combine(path, ResultFiles.HeapMaps)),
            Fragmentation = ReadIfThere<FragmentationRow>(Path.Combine(path, ResultFiles.Fragmentation)),
            Costs = ReadIfThere<CostRow>(Path.Combine(path, ResultFiles.Costs)),
            Steadiness = ReadIfThere<SteadinessRow>(Path.Combine(path, ResultFiles.Steadiness)),
            Latency = ReadIfThere<LatencyRow>(Path.Combine(path, ResultFiles.Latency)),
            Capacity = ReadIfThere<CapacityRow>(Path.Combine(path, ResultFiles.Capacity)),
            Slowest = ReadIfThere<SlowRequestRow>(Path.Combine(path, ResultFiles.Slowest)),
            Twins = ReadIfThere<InvocationRow>(Path.Combine(path, ResultFiles.Twins)),
            TwinIterations = ReadIfThere<IterationRow>(Path.Combine(path, ResultFiles.TwinIterations)),
            AaPair = ReadIfThere<SummaryRow>(Path.Combine(path, ResultFiles.AaPair)),
            Events = events.GetAwaiter().GetResult(),
            Timeline = timeline.GetAwaiter().GetResult(),
            Memory = memory.GetAwaiter().GetResult(),
            Utilization = utilization.GetAwaiter().GetResult(),
            MinHeaps = MinHeapStore.Open(Path.Combine(path, ResultFiles.MinHeaps)).Certificates,
        };
    }

    // Runs of earlier versions have no settings, no derived tables and no pair, and most runs neither requests nor lessons.
    private static IReadOnlyList<T> ReadIfThere<T>(string file) => File.Exists(file) ? CsvTables.Read<T>(file) : [];

    /// <summary>Reads <c>environment.json</c>.</summary>
    /// <param name="path">The result directory.</param>
    /// <exception cref="InputException">The file is missing or malformed.</exception>
    internal static RunEnvironment Environment(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(Text(path, ResultFiles.Environment), ResultJson.Default.RunEnvironment)
                ?? throw new JsonException("The file is empty.");
        }
        catch (JsonException exception)
        {
            throw Malformed(path, ResultFiles.Environment, exception);
        }
    }

    private static int PlannedInvocations(string path)
    {
        try
        {
            return Text(path, ResultFiles.Plan).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonSerializer.Deserialize(line, ResultJson.Default.PlanLine))
                .Count(line => line?.Kind == InvocationKind.Timed.Name());
        }
        catch (JsonException exception)
        {
            throw Malformed(path, ResultFiles.Plan, exception);
        }
    }

    /// <summary>Reads a text file of a result directory.</summary>
    /// <param name="path">The result directory.</param>
    /// <param name="name">Name of the file.</param>
    /// <exception cref="InputException">The file cannot be read.</exception>
    internal static string Text(string path, string name)
    {
        string file = Path.Combine(path, name);
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"{file}: the file cannot be read ({exception.Message.TrimEnd('.')}); "
                    + "name a result directory of 'gc-compare run'.",
                exception);
        }
    }

    private static InputException Malformed(string path, string name, JsonException exception) =>
        new(
            $"{Path.Combine(path, name)}: the file is damaged ({exception.Message.TrimEnd('.')}); "
                + "continue the run with --resume to write it again.",
            exception);
}

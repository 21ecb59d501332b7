using System.Buffers;
using System.Text.Json;
using Compare.Harness.Execution;
using Compare.Harness.HeapMaps;
using Compare.Harness.Memory;
using Compare.Harness.Results.Packed;

namespace Compare.Harness.Results;

/// <summary>The rows that one line of the journal stands for, besides its own.</summary>
internal sealed record InvocationDetails
{
    /// <summary>Rows of <c>iterations.csv</c>.</summary>
    public IReadOnlyList<IterationRow> Iterations { get; private init; } = [];

    /// <summary>Rows of <c>events.csv</c>; null for an invocation that has none there.</summary>
    public RowBlock<EventRow>? Events { get; private init; }

    /// <summary>Rows of <c>timeline.csv</c>; null for an invocation that has none there.</summary>
    public RowBlock<TimelineRow>? Timeline { get; private init; }

    /// <summary>Rows of <c>work.csv</c>.</summary>
    public IReadOnlyList<WorkRow> Work { get; private init; } = [];

    /// <summary>Rows of <c>settings.csv</c>.</summary>
    public IReadOnlyList<SettingRow> Settings { get; private init; } = [];

    /// <summary>Rows of <c>probes.csv</c>.</summary>
    public IReadOnlyList<ProbeRow> Probes { get; private init; } = [];

    /// <summary>Rows of <c>memory.csv</c>.</summary>
    public IReadOnlyList<MemoryRow> Memory { get; private init; } = [];

    /// <summary>Rows of <c>fragmentation.csv</c>.</summary>
    public IReadOnlyList<FragmentationRow> Fragmentation { get; private init; } = [];

    /// <summary>The line of <c>heapmaps.json</c>; null for an invocation that has none there.</summary>
    public HeapMapRow? HeapMap { get; private init; }

    /// <summary>Rows of <c>twin_iterations.csv</c>.</summary>
    public IReadOnlyList<IterationRow> TwinIterations { get; private init; } = [];

    /// <summary>Rows of <c>requests.csv</c>.</summary>
    public IReadOnlyList<RequestRow> Requests { get; private init; } = [];

    /// <summary>Rows of <c>counters.csv</c>.</summary>
    public IReadOnlyList<CounterRow> Counters { get; private init; } = [];

    /// <summary>What a reader should know of the line; null for nothing.</summary>
    public string? Warning { get; private init; }

    /// <summary>Reads what the worker of an invocation left.</summary>
    /// <param name="raw">The run.</param>
    /// <param name="entry">The line of the journal.</param>
    /// <param name="measures">Makes the measures of fragmentation.</param>
    public static InvocationDetails Read(RawRun raw, JournalEntry entry, FragmentationTable measures)
    {
        string? missing = entry.WorkVector && entry.Row.Status is not (CellStatus.Ok or CellStatus.NotApplicable)
            ? $"The work vector of {entry.Config} on {entry.Workload} is missing: {entry.Row.Error}"
            : null;
        if (entry.File is null)
        {
            return new InvocationDetails { Warning = missing };
        }

        try
        {
            return Result(raw.PathOf(entry.File)) is { } result && OutcomeClassifier.IsWhole(result)
                ? Of(entry, result, measures) with { Warning = missing }
                : throw new JsonException("The file is not whole.");
        }
        catch (Exception exception) when (exception is IOException or JsonException or UnauthorizedAccessException)
        {
            return new InvocationDetails
            {
                Warning = $"The details in {entry.File} cannot be read, its iterations and events are missing.",
            };
        }
    }

    /// <summary>Reads a file as a whole: the long texts of packed columns are slow to read piece by piece.</summary>
    private static WorkerResult? Result(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        if (file.Length > Array.MaxLength)
        {
            return JsonSerializer.Deserialize(file, WorkerJson.Default.WorkerResult);
        }

        byte[] bytes = ArrayPool<byte>.Shared.Rent((int)file.Length);
        try
        {
            int read = file.ReadAtLeast(bytes.AsSpan(0, (int)file.Length), (int)file.Length, throwOnEndOfStream: false);
            return JsonSerializer.Deserialize(bytes.AsSpan(0, read), WorkerJson.Default.WorkerResult);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static InvocationDetails Of(JournalEntry entry, WorkerResult result, FragmentationTable measures)
    {
        if (entry.Canary)
        {
            return new InvocationDetails(); // Its own row says all that is asked of it.
        }

        if (entry.Twin)
        {
            return new InvocationDetails { TwinIterations = [.. InvocationAssembler.Iterations(entry.Row, result)] };
        }

        InvocationDetails work = new() { Work = [.. InvocationAssembler.Work(entry.Row, result)] };
        return entry.WorkVector
            ? work with
            {
                Probes = [.. InvocationAssembler.Probes(entry.Row, result)],
                Memory = [.. MemoryTable.Rows(entry.Row, result)],
                HeapMap = HeapMapRow.Of(entry.Row, result.HeapMaps),
                Fragmentation = [.. measures.Rows(entry.Row, result)],
            }
            : work with
            {
                Iterations = [.. InvocationAssembler.Iterations(entry.Row, result)],
                Events = InvocationAssembler.Events(entry.Row, result),
                Timeline = InvocationAssembler.Timeline(entry.Row, result),
                Settings = [.. InvocationAssembler.Settings(entry.Row, result)],
                Counters = [.. InvocationAssembler.Counters(entry.Row, result)],
                Requests = [.. InvocationAssembler.Requests(entry.Row, result)],
            };
    }
}

using Compare.Engines.Abstractions.Heaps;
using Compare.Harness.HeapMaps;
using Compare.Harness.Results;
using Compare.Harness.Results.Packed;

namespace Compare.Harness.Execution;

/// <summary>What a worker hands over when it ends by itself.</summary>
public sealed record WorkerResult
{
    /// <summary>How it ended.</summary>
    public required CellStatus Status { get; init; }

    /// <summary>The reason for any status but ok.</summary>
    public string? Error { get; init; }

    /// <summary>Runtime of the process, e.g. ".NET 10.0.12".</summary>
    public required string Runtime { get; init; }

    /// <summary>Number of the first invocation that the process ran; null in results of earlier versions.</summary>
    public int? Process { get; init; }

    /// <summary>
    /// From the start of the process to the first operation of the workload, ns; null in later invocations of one process.
    /// </summary>
    public long? StartupNs { get; init; }

    /// <summary>Largest number of bytes in use by objects that the engine saw.</summary>
    public long? HeapPeakBytes { get; init; }

    /// <summary>
    /// Bytes of the objects that were live at the peak of the first warm-up iteration, after a full collection; null without a
    /// warm-up, or where the engine cannot tell.
    /// </summary>
    public long? PeakLiveBytes { get; init; }

    /// <summary>Largest number of bytes held from the operating system.</summary>
    public long? CommittedPeakBytes { get; init; }

    /// <summary>How late callbacks and finalizers were delivered; null where the engine delivers at once or does not know.</summary>
    public CallDelays? CallDelays { get; init; }

    /// <summary>Peak resident set until the end of the first invocation of the process, bytes; null in later ones.</summary>
    public long? RssPeakBytes { get; init; }

    /// <summary>Finished iterations, warm-up included, in order.</summary>
    public required IReadOnlyList<WorkerIteration> Iterations { get; init; }

    /// <summary>Events of the measured iterations, in the columns of <see cref="EventColumns"/>.</summary>
    public required PackedColumns Events { get; init; }

    /// <summary>Samples of the measured iterations, in the columns of <see cref="TimelineColumns"/>.</summary>
    public required PackedColumns Timeline { get; init; }

    /// <summary>The work vector of one iteration; empty in timed invocations.</summary>
    public required IReadOnlyList<WorkerCount> Work { get; init; }

    /// <summary>Settings of the engine, as asked for and as they came out; null in results of earlier versions.</summary>
    public IReadOnlyList<WorkerSetting>? Settings { get; init; }

    /// <summary>Requests of the measured iterations; null for a program that serves none.</summary>
    public IReadOnlyList<WorkerRequests>? Requests { get; init; }

    /// <summary>Hardware counters of the measured iterations; null where there are none.</summary>
    public IReadOnlyList<WorkerCounter>? Counters { get; init; }

    /// <summary>What observing the collector cost; null when the engine logs its own events.</summary>
    public WorkerObservation? Observation { get; init; }

    /// <summary>Where the memory was, from the invocation for the work vector; null in others and in results of earlier versions.</summary>
    public IReadOnlyList<WorkerMemory>? Memory { get; init; }

    /// <summary>Maps of the heap, from the invocation for the work vector; null where they were not asked for.</summary>
    public HeapMapRecord? HeapMaps { get; init; }

    /// <summary>Things a careful reader should know.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}

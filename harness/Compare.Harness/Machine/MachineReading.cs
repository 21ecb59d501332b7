namespace Compare.Harness.Machine;

/// <summary>
/// What the machine did while one process ran, as it is kept in the journal: differences of the counters after and before; null
/// for what the system does not say.
/// </summary>
public sealed record MachineReading
{
    /// <summary>When the process was started, ISO 8601 with milliseconds, UTC.</summary>
    public required string StartedAt { get; init; }

    /// <summary>Time between the two snapshots, ns: the whole life of the process.</summary>
    public required long ElapsedNs { get; init; }

    /// <summary>Time in which the hypervisor ran something else although a processor had work, sum over processors, ns.</summary>
    public long? StealNs { get; init; }

    /// <summary>Time in which some task waited for a processor, ns.</summary>
    public long? CpuSomeNs { get; init; }

    /// <summary>Time in which some task waited for memory, ns.</summary>
    public long? MemorySomeNs { get; init; }

    /// <summary>Time in which all tasks waited for memory, ns.</summary>
    public long? MemoryFullNs { get; init; }

    /// <summary>Time in which some task waited for a disk, ns.</summary>
    public long? DiskSomeNs { get; init; }

    /// <summary>Time in which all tasks waited for a disk, ns.</summary>
    public long? DiskFullNs { get; init; }

    /// <summary>
    /// CPU time of everything else on the machine, ns: the processors' busy time less the worker's and the harness's. The kernel
    /// counts busy time in steps of 10 ms; less than nothing is nothing.
    /// </summary>
    public long? OtherCpuNs { get; init; }

    /// <summary>CPU time of the worker, start and end of its process included, ns.</summary>
    public long? WorkerCpuNs { get; init; }

    /// <summary>CPU time of the harness, ns.</summary>
    public long? HarnessCpuNs { get; init; }

    /// <summary>Times that the kernel took a thread of the worker off a processor although it could go on.</summary>
    public long? InvoluntarySwitches { get; init; }

    /// <summary>Page faults of the worker that waited for a disk.</summary>
    public long? MajorFaults { get; init; }

    /// <summary>Clock rates before.</summary>
    public ProcessorClocks? ClocksBefore { get; init; }

    /// <summary>Clock rates after.</summary>
    public ProcessorClocks? ClocksAfter { get; init; }

    /// <summary>Thermal throttling events.</summary>
    public long? Throttles { get; init; }

    /// <summary>Load average over one minute, before.</summary>
    public double? Load { get; init; }

    /// <summary>Memory that programs could have without swapping, before, bytes.</summary>
    public long? AvailableBytes { get; init; }

    /// <summary>Bytes read from swap by any process.</summary>
    public long? SwapInBytes { get; init; }

    /// <summary>Bytes written to swap by any process.</summary>
    public long? SwapOutBytes { get; init; }

    /// <summary>Energy of all processor packages, µJ: whatever ran on them.</summary>
    public long? PackageMicroJoules { get; init; }

    /// <summary>Energy of all memory that has counters, µJ.</summary>
    public long? MemoryMicroJoules { get; init; }
}

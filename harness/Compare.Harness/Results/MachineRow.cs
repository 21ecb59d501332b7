using CsvHelper.Configuration.Attributes;

namespace Compare.Harness.Results;

/// <summary>
/// One row of <c>machine.csv</c>: what the machine did while one process ran, start and end of the process included. Empty
/// where the
/// system does not say. A cell that was not run has no row.
/// </summary>
/// <key>config, workload, heap_bytes, invocation, kind</key>
/// <empty>Where the system does not say.</empty>
public sealed record MachineRow : ICellKey
{
    /// <inheritdoc/>
    [Name("engine")]
    public required string Engine { get; init; }

    /// <inheritdoc/>
    [Name("config")]
    public required string Config { get; init; }

    /// <inheritdoc/>
    [Name("workload")]
    public required string Workload { get; init; }

    /// <inheritdoc/>
    [Name("heap_bytes")]
    public long? HeapBytes { get; init; }

    /// <inheritdoc/>
    [Name("invocation")]
    public required int Invocation { get; init; }

    /// <summary>What the invocation was for: timed, work, twin or canary.</summary>
    [Name("kind")]
    public required string Kind { get; init; }

    /// <summary>Position in the order of execution, from 0.</summary>
    [Name("order")]
    public required int Order { get; init; }

    /// <summary>When the process was started, ISO 8601, UTC.</summary>
    [Name("started_at")]
    public required string StartedAt { get; init; }

    /// <summary>How long the process was watched, ns.</summary>
    [Name("elapsed_ns")]
    public required long ElapsedNs { get; init; }

    /// <summary>Names of the limits that were passed, separated by a space; empty for none.</summary>
    [Name("flags")]
    public string? Flags { get; init; }

    /// <summary>Time in which the hypervisor ran something else although a processor had work, sum over processors, ns.</summary>
    [Name("steal_ns")]
    public long? StealNs { get; init; }

    /// <summary>Time in which some task waited for a processor, ns.</summary>
    [Name("cpu_pressure_some_ns")]
    public long? CpuSomeNs { get; init; }

    /// <summary>Time in which some task waited for memory, ns.</summary>
    [Name("memory_pressure_some_ns")]
    public long? MemorySomeNs { get; init; }

    /// <summary>Time in which all tasks waited for memory, ns.</summary>
    [Name("memory_pressure_full_ns")]
    public long? MemoryFullNs { get; init; }

    /// <summary>Time in which some task waited for a disk, ns.</summary>
    [Name("disk_pressure_some_ns")]
    public long? DiskSomeNs { get; init; }

    /// <summary>Time in which all tasks waited for a disk, ns.</summary>
    [Name("disk_pressure_full_ns")]
    public long? DiskFullNs { get; init; }

    /// <summary>CPU time of all other processes, sum over processors, ns; the kernel counts in steps of 10 ms.</summary>
    [Name("other_cpu_ns")]
    public long? OtherCpuNs { get; init; }

    /// <summary>CPU time of the worker's process, ns.</summary>
    [Name("worker_cpu_ns")]
    public long? WorkerCpuNs { get; init; }

    /// <summary>CPU time of the harness, ns.</summary>
    [Name("harness_cpu_ns")]
    public long? HarnessCpuNs { get; init; }

    /// <summary>Times that a thread of the worker was taken off a processor although it could go on.</summary>
    [Name("involuntary_switches")]
    public long? InvoluntarySwitches { get; init; }

    /// <summary>Page faults of the worker that waited for a disk.</summary>
    [Name("major_faults")]
    public long? MajorFaults { get; init; }

    /// <summary>Clock rate of the slowest processor before, Hz.</summary>
    [Name("clock_before_min_hz")]
    public long? ClockBeforeMinHz { get; init; }

    /// <summary>Mean clock rate of the processors before, Hz.</summary>
    [Name("clock_before_mean_hz")]
    public long? ClockBeforeMeanHz { get; init; }

    /// <summary>Clock rate of the fastest processor before, Hz.</summary>
    [Name("clock_before_max_hz")]
    public long? ClockBeforeMaxHz { get; init; }

    /// <summary>Clock rate of the slowest processor after, Hz.</summary>
    [Name("clock_after_min_hz")]
    public long? ClockAfterMinHz { get; init; }

    /// <summary>Mean clock rate of the processors after, Hz.</summary>
    [Name("clock_after_mean_hz")]
    public long? ClockAfterMeanHz { get; init; }

    /// <summary>Clock rate of the fastest processor after, Hz.</summary>
    [Name("clock_after_max_hz")]
    public long? ClockAfterMaxHz { get; init; }

    /// <summary>Thermal throttling events of cores and packages.</summary>
    [Name("thermal_throttles")]
    public long? Throttles { get; init; }

    /// <summary>Load average over one minute, before.</summary>
    [Name("load_1min")]
    public double? Load { get; init; }

    /// <summary>Memory that programs could have without swapping, before, bytes.</summary>
    [Name("memory_available_bytes")]
    public long? AvailableBytes { get; init; }

    /// <summary>Bytes that any process read from swap.</summary>
    [Name("swap_in_bytes")]
    public long? SwapInBytes { get; init; }

    /// <summary>Bytes that any process wrote to swap.</summary>
    [Name("swap_out_bytes")]
    public long? SwapOutBytes { get; init; }

    /// <summary>Energy of all processor packages, whatever ran on them, µJ.</summary>
    [Name("energy_package_uj")]
    public long? PackageMicroJoules { get; init; }

    /// <summary>Energy of the memory, where it has counters of its own, µJ.</summary>
    [Name("energy_memory_uj")]
    public long? MemoryMicroJoules { get; init; }
}

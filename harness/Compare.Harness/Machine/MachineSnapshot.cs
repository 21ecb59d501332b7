namespace Compare.Harness.Machine;

/// <summary>The counters of the machine at one moment; null for what the system does not say.</summary>
internal sealed record MachineSnapshot
{
    /// <summary>Monotonic clock, in its own ticks.</summary>
    public required long Timestamp { get; init; }

    /// <summary>Times of all processors.</summary>
    public CpuTimes? Cpu { get; init; }

    /// <summary>
    /// Pressure on the processors. At the level of the system only <see cref="PressureTotals.SomeNs"/> is defined.
    /// </summary>
    public PressureTotals CpuPressure { get; init; }

    /// <summary>Pressure on memory.</summary>
    public PressureTotals MemoryPressure { get; init; }

    /// <summary>Pressure on disks.</summary>
    public PressureTotals DiskPressure { get; init; }

    /// <summary>Child processes of the harness that have ended.</summary>
    public ProcessUsage? Children { get; init; }

    /// <summary>CPU time of the harness, ns.</summary>
    public long OwnCpuNs { get; init; }

    /// <summary>Clock rates.</summary>
    public ProcessorClocks? Clocks { get; init; }

    /// <summary>Thermal throttling events of all cores and packages.</summary>
    public long? Throttles { get; init; }

    /// <summary>Load average over one minute.</summary>
    public double? Load { get; init; }

    /// <summary>Memory that programs can have without swapping, bytes.</summary>
    public long? AvailableBytes { get; init; }

    /// <summary>Bytes read from swap.</summary>
    public long? SwapInBytes { get; init; }

    /// <summary>Bytes written to swap.</summary>
    public long? SwapOutBytes { get; init; }

    /// <summary>Counters of energy by their folder.</summary>
    public IReadOnlyDictionary<string, EnergyZone> Energy { get; init; } =
        new Dictionary<string, EnergyZone>(StringComparer.Ordinal);
}

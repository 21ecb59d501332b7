namespace Compare.Harness.Execution;

/// <summary>One run of the whole workload inside a worker.</summary>
public sealed record WorkerIteration
{
    /// <summary>False for warm-up.</summary>
    public required bool Measured { get; init; }

    /// <summary>Wall clock at the begin, ns since the first operation; null in results of earlier versions.</summary>
    public long? StartNs { get; init; }

    /// <summary>Wall time, ns.</summary>
    public required long WallNs { get; init; }

    /// <summary>CPU time of all threads of the process, ns.</summary>
    public required long CpuNs { get; init; }

    /// <summary>Pauses, ns; null when collections are not recorded.</summary>
    public long? GcNs { get; init; }

    /// <summary>Waiting for scheduled requests, ns.</summary>
    public long IdleNs { get; init; }

    /// <summary>Number of pauses; null when collections are not recorded.</summary>
    public long? PauseCount { get; init; }

    /// <summary>Objects allocated.</summary>
    public required long AllocatedObjects { get; init; }

    /// <summary>Bytes on the allocation clock.</summary>
    public required long AllocatedBytes { get; init; }

    /// <summary>Collections of less than the whole heap.</summary>
    public required long MinorCollections { get; init; }

    /// <summary>Collections of the whole heap.</summary>
    public required long MajorCollections { get; init; }

    /// <summary>Collections of the host runtime.</summary>
    public required long HostCollections { get; init; }

    /// <summary>The workload's answer as 16 hexadecimal digits.</summary>
    public required string Checksum { get; init; }
}

namespace Compare.Harness.Execution;

/// <summary>What every run of a cell must allocate and keep: the run of its workload on the exact heap in the engine's forms.</summary>
public sealed record CellExpectation
{
    /// <summary>Name of the workload.</summary>
    public required string Workload { get; init; }

    /// <summary>Its parameters.</summary>
    public required IReadOnlyDictionary<string, string> WorkloadParameters { get; init; }

    /// <summary>Seed of the run.</summary>
    public required long Seed { get; init; }

    /// <summary>Name of the engine whose forms of objects the exact heap had.</summary>
    public required string Engine { get; init; }

    /// <summary>Its parameters.</summary>
    public required IReadOnlyDictionary<string, string> EngineParameters { get; init; }

    /// <summary>Objects allocated.</summary>
    public required long AllocatedObjects { get; init; }

    /// <summary>Bytes on the allocation clock.</summary>
    public required long AllocatedBytes { get; init; }

    /// <summary>Objects reachable at the peak.</summary>
    public required long PeakLiveObjects { get; init; }

    /// <summary>Their nominal bytes.</summary>
    public required long PeakLiveBytes { get; init; }
}

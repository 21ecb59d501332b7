namespace Compare.Harness.Results;

/// <summary>One of the runs that a merged result was put together from: what it ran, and where.</summary>
public sealed record RunPart
{
    /// <summary>The part of the matrix, e.g. 2/8; null when the run was of all of it.</summary>
    public string? Shard { get; init; }

    /// <summary>Finished invocations that it gave, work vectors and twins included.</summary>
    public required int Invocations { get; init; }

    /// <summary>Labels of the workloads of which it gave invocations, in the order of the matrix.</summary>
    public required IReadOnlyList<string> Workloads { get; init; }

    /// <summary>Name of the machine; null in results of earlier versions.</summary>
    public string? Host { get; init; }

    /// <summary>Start of the run, ISO 8601, UTC.</summary>
    public required string StartedAt { get; init; }

    /// <summary>Processor model.</summary>
    public required string Processor { get; init; }

    /// <summary>Logical processors.</summary>
    public required int Cores { get; init; }

    /// <summary>Physical memory, bytes.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Operating system and kernel.</summary>
    public required string System { get; init; }

    /// <summary>Runtime of the workers.</summary>
    public required string Runtime { get; init; }

    /// <summary>Version of the tool, with the commit behind a plus sign where it is known.</summary>
    public required string Tool { get; init; }

    /// <summary>Frequency governor, or null.</summary>
    public string? Governor { get; init; }

    /// <summary>Load average over one minute at the start, or null.</summary>
    public double? Load { get; init; }

    /// <summary>What tells machines apart, for comparison and for sentences.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Machine => string.Join(
        ", ",
        ((string?[])[Host, Processor, $"{Cores} processors", System, Runtime, Governor]).OfType<string>());

    /// <summary>Describes a run as part of a larger one.</summary>
    /// <param name="environment">Where it ran.</param>
    /// <param name="invocations">Finished invocations that it gave.</param>
    /// <param name="workloads">Labels of their workloads.</param>
    public static RunPart Of(RunEnvironment environment, int invocations, IReadOnlyList<string> workloads) => new()
    {
        Shard = environment.Shard,
        Invocations = invocations,
        Workloads = workloads,
        Host = environment.Host,
        StartedAt = environment.StartedAt,
        Processor = environment.Processor,
        Cores = environment.Cores,
        MemoryBytes = environment.MemoryBytes,
        System = environment.System,
        Runtime = environment.Runtime,
        Tool = environment.Commit is { } commit ? $"{environment.ToolVersion}+{commit}" : environment.ToolVersion,
        Governor = environment.Governor,
        Load = environment.Load,
    };
}

using Compare.Harness.Discovery;
using Compare.Harness.Machine;

namespace Compare.Harness.Results;

/// <summary>
/// The content of <c>environment.json</c>: where and with what the matrix ran. A list that a file does not have comes from the
/// serializer as null, and is empty.
/// </summary>
public sealed record RunEnvironment
{
    /// <summary>Start of the run, ISO 8601, UTC.</summary>
    public required string StartedAt { get; init; }

    /// <summary>Processor model as the system names it.</summary>
    public required string Processor { get; init; }

    /// <summary>Logical processors.</summary>
    public required int Cores { get; init; }

    /// <summary>Physical memory, bytes.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Operating system and kernel.</summary>
    public required string System { get; init; }

    /// <summary>Runtime of the workers, e.g. ".NET 10.0.12".</summary>
    public required string Runtime { get; init; }

    /// <summary>Version of this tool.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>Commit of the checkout, or null outside one.</summary>
    public string? Commit { get; init; }

    /// <summary>Frequency governor of the first processor, or null where the system does not say.</summary>
    public string? Governor { get; init; }

    /// <summary>Load average over one minute at the start, or null.</summary>
    public double? Load { get; init; }

    /// <summary>Content hash (SHA-256, hexadecimal) of the flattened matrix.</summary>
    public required string MatrixHash { get; init; }

    /// <summary>Name of the machine in its network; empty in results of earlier versions.</summary>
    public string? Host { get; init; }

    /// <summary>The part of the matrix that was run, e.g. 2/8; null when all of it was.</summary>
    public string? Shard { get; init; }

    /// <summary>The runs that were put together; null for a run of its own. What stands above is then the first one's.</summary>
    public IReadOnlyList<RunPart>? Parts { get; init; }

    /// <summary>True when every engine verified its heap after each collection, so that the times are no measurements.</summary>
    public bool Verify { get; init; }

    /// <summary>What could be watched, and why the rest could not; empty in results of earlier versions.</summary>
    public IReadOnlyList<WatchedFact> Watched { get; init => field = value ?? []; } = [];

    /// <summary>Assemblies from outside the tool that took part.</summary>
    public IReadOnlyList<PluginIdentity> Plugins { get; init => field = value ?? []; } = [];

    /// <summary>What each engine of the matrix promises; empty in results of earlier versions.</summary>
    public IReadOnlyList<EngineFacts> Engines { get; init => field = value ?? []; } = [];

    /// <summary>What each workload of the matrix says of itself; empty in results of earlier versions.</summary>
    public IReadOnlyList<WorkloadFacts> Workloads { get; init => field = value ?? []; } = [];

    /// <summary>Everything <c>doctor</c> found that makes numbers less good, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

namespace Compare.Engines.Abstractions.Workloads;

/// <summary>The three sizes in which every workload comes.</summary>
public enum WorkloadSize
{
    /// <summary>Under a second on the slowest engine, for tests.</summary>
    Smoke,

    /// <summary>For the default matrix.</summary>
    Default,

    /// <summary>For campaigns.</summary>
    Large,
}

using Compare.Engines.Abstractions.Parameters;

namespace Compare.Engines.Abstractions.Workloads;

/// <summary>What a workload is told at a run, and whom it tells of its progress.</summary>
/// <param name="parameters">Checked parameters.</param>
/// <param name="seed">Seed of all random numbers.</param>
/// <param name="observer">Hears of phases and of the peak; null for nobody.</param>
public sealed class WorkloadRun(ParameterValues parameters, ulong seed, IRunObserver? observer = null)
{
    /// <summary>Gets the checked parameters.</summary>
    public ParameterValues Parameters { get; } = parameters;

    /// <summary>Gets the seed of all random numbers.</summary>
    public ulong Seed { get; } = seed;

    /// <summary>Says that a phase begins; events that follow belong to it.</summary>
    /// <param name="name">A constant: nothing is allocated for it.</param>
    public void Phase(string name) => observer?.PhaseBegins(name);

    /// <summary>
    /// Says that the most objects are live now, once in a run. A collection may happen here when the run is being
    /// verified: temporaries die.
    /// </summary>
    public void Peak() => observer?.PeakReached();
}

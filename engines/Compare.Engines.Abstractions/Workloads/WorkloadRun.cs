using Compare.Engines.Abstractions.Parameters;

namespace Compare.Engines.Abstractions.Workloads;

/// <summary>What a workload is told at a run, and whom it tells of its progress.</summary>
/// <param name="parameters">Checked parameters.</param>
/// <param name="seed">Seed of all random numbers.</param>
/// <param name="observer">Hears of phases and of the peak; null for nobody.</param>
public sealed class WorkloadRun(ParameterValues parameters, ulong seed, IRunObserver? observer = null)
{
    /// <summary>The arrival of a request of a closed loop: it comes when the one before it ends.</summary>
    public const long Unscheduled = -1;

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

    /// <summary>
    /// Says that requests come from now on: scheduled arrivals count from here. Once in a run that serves requests.
    /// </summary>
    public void ServingBegins() => observer?.ServingBegins();

    /// <summary>
    /// Says that a request begins. When the program is ahead of the schedule, time is let pass here, off the heap; without an
    /// observer that keeps time it is not. So nothing that the program does may depend on how long this takes.
    /// </summary>
    /// <param name="arrivalNanoseconds">
    /// Scheduled arrival, ns since <see cref="ServingBegins"/>; absent in a closed loop, where a request comes when the one
    /// before it ends.
    /// </param>
    public void RequestBegins(long arrivalNanoseconds = Unscheduled) => observer?.RequestBegins(arrivalNanoseconds);

    /// <summary>Says that the request is answered and what belonged to it is dropped.</summary>
    public void RequestEnds() => observer?.RequestEnds();
}

namespace Compare.Engines.Abstractions.Workloads;

/// <summary>Hears of the progress of a run.</summary>
public interface IRunObserver
{
    /// <summary>A phase begins.</summary>
    /// <param name="name">Its name.</param>
    void PhaseBegins(string name);

    /// <summary>The most objects are live now.</summary>
    void PeakReached();

    /// <summary>The first request is about to come; times of arrival count from now.</summary>
    void ServingBegins()
    {
        // Most observers take no times.
    }

    /// <summary>A request begins. An observer that keeps time returns no sooner than the request has arrived.</summary>
    /// <param name="arrivalNanoseconds">
    /// Scheduled arrival, ns since <see cref="ServingBegins"/>; <see cref="WorkloadRun.Unscheduled"/> for a request that comes
    /// when the one before it ends.
    /// </param>
    void RequestBegins(long arrivalNanoseconds)
    {
        // Most observers take no times.
    }

    /// <summary>The request that began last has ended.</summary>
    void RequestEnds()
    {
        // Most observers take no times.
    }
}

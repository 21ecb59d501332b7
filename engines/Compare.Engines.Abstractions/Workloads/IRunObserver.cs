namespace Compare.Engines.Abstractions.Workloads;

/// <summary>Hears of the progress of a run.</summary>
public interface IRunObserver
{
    /// <summary>A phase begins.</summary>
    /// <param name="name">Its name.</param>
    void PhaseBegins(string name);

    /// <summary>The most objects are live now.</summary>
    void PeakReached();
}

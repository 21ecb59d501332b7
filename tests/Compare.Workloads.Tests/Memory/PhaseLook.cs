using Compare.Engines.Abstractions.Workloads;

namespace Compare.Workloads.Tests.Memory;

/// <summary>Does something at every phase and at the peak.</summary>
internal sealed class PhaseLook(Action look) : IRunObserver
{
    public void PhaseBegins(string name) => look();

    public void PeakReached() => look();
}

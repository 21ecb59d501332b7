using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Workloads;

namespace Compare.Workloads.Tests.Support;

/// <summary>Remembers how many objects are in the heap when a phase begins, without a collection of its own.</summary>
internal sealed class PhaseWitness(IEngine engine, string phase) : IRunObserver
{
    public long? Objects { get; private set; }

    public void PhaseBegins(string name) => Objects = name == phase ? engine.Control.Statistics.ObjectCount : Objects;

    public void PeakReached()
    {
    }
}

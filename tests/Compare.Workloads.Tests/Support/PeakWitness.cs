using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Workloads;

namespace Compare.Workloads.Tests.Support;

/// <summary>Collects fully at the peak and remembers what is left.</summary>
internal sealed class PeakWitness(IEngine engine) : IRunObserver
{
    public int Peaks { get; private set; }

    public List<string> Phases { get; } = [];

    public long? LiveObjects { get; private set; }

    public void PhaseBegins(string name) => Phases.Add(name);

    public void PeakReached()
    {
        Peaks++;
        engine.Control.Collect(engine.Control.GenerationCount - 1);
        LiveObjects = engine.Control.Statistics.ObjectCount;
    }
}

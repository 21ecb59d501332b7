using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests.Memory;

/// <summary>What is live on the allocation clock, at the begin of every phase and at the peak.</summary>
internal sealed class PhaseLives(IEngine engine, Func<IEngine, long?> countLive) : IRunObserver
{
    private readonly Dictionary<long, long> _lives = [];

    public static Dictionary<long, long> Of(string engineText, string workloadText, Func<IEngine, long?> countLive)
    {
        using IEngine engine = EngineUnderTest.Create(engineText);
        PhaseLives lives = new(engine, countLive);
        Laboratory.Run(engine, workloadText, observer: lives);
        return lives._lives;
    }

    public void PhaseBegins(string name) => Look();

    public void PeakReached() => Look();

    private void Look()
    {
        if (countLive(engine) is { } live)
        {
            _lives[engine.Control.Statistics.AllocatedBytes] = live;
        }
    }
}

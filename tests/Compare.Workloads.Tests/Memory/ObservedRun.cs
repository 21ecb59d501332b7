using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Workloads;
using Compare.Harness.Memory;
using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests.Memory;

/// <summary>Looks at the memory of a run wherever that is possible, and holds every look to the identity.</summary>
internal sealed class ObservedRun : IRunObserver
{
    /// <summary>After so many looks only every so many-th is taken: stress modes collect at every allocation.</summary>
    private const int Often = 64;

    private IEngine? _engine;
    private int _offers;

    public List<MemoryBreakdown> Samples { get; } = [];

    public MemoryBreakdown? Peak { get; private set; }

    public MemoryBreakdown? End { get; private set; }

    public IReadOnlyList<WorkCount> Work { get; private set; } = [];

    public ulong Checksum { get; private set; }

    public void PhaseBegins(string name) => Look();

    public void PeakReached() => Peak = Look();

    public static ObservedRun Of(string engineText, string workloadText)
    {
        ObservedRun run = new();
        using IEngine engine = EngineUnderTest.Create(engineText, options => options with
        {
            CountWork = true,
            Sampled = _ => run.Offer(),
        });
        run._engine = engine;
        run.Checksum = Laboratory.Run(engine, workloadText, observer: run).Checksum;
        run.End = run.Look();
        run.Work = engine.GetWork();
        return run;
    }

    private void Offer()
    {
        if (++_offers % (1 + (_offers / Often)) == 0)
        {
            Look();
        }
    }

    private MemoryBreakdown? Look()
    {
        if (_engine?.ReadMemory() is not { } memory)
        {
            return null;
        }

        Assert.Null(MemoryIdentity.Fault(memory));
        Samples.Add(memory);
        return memory;
    }
}

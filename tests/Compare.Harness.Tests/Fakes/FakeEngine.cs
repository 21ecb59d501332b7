using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.Abstractions.Heaps;

namespace Compare.Harness.Tests.Fakes;

/// <summary>An engine that can be made and thrown away; no test of the harness runs a program on it.</summary>
internal sealed class FakeEngine : IEngine
{
    private const string NoHeap = "The fake engine has no heap.";

    public EngineTraits Traits => FakeEngineFactory.FakeTraits;

    public IHeapControl Control => throw new InvalidOperationException(NoHeap);

    public IEventLog<GcEvent> Events => throw new InvalidOperationException(NoHeap);

    public IEventLog<MemorySample> Timeline => throw new InvalidOperationException(NoHeap);

    public void Execute(IHeapProgram program) => throw new InvalidOperationException(NoHeap);

    public void Rest() => throw new InvalidOperationException(NoHeap);

    public IReadOnlyList<WorkCount> GetWork() => [];

    public void Dispose()
    {
        // Holds nothing.
    }
}

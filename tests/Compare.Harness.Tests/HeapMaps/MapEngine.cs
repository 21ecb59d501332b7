using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Maps;

namespace Compare.Harness.Tests.HeapMaps;

/// <summary>An engine that is nothing but its map.</summary>
internal sealed class MapEngine : IEngine
{
    public Action<IHeapMap>? Map { get; set; }

    public EngineTraits Traits => throw new NotSupportedException();

    public IHeapControl Control => throw new NotSupportedException();

    public IEventLog<GcEvent> Events => throw new NotSupportedException();

    public IEventLog<MemorySample> Timeline => throw new NotSupportedException();

    public void Execute(IHeapProgram program) => throw new NotSupportedException();

    public void Rest() => throw new NotSupportedException();

    public IReadOnlyList<WorkCount> GetWork() => [];

    public bool DescribeMap(IHeapMap map)
    {
        Map?.Invoke(map);
        return Map is not null;
    }

    public void Dispose()
    {
    }
}

using Compare.Engines.Abstractions.Events;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Maps;

namespace Compare.Engines.Abstractions.Engines;

/// <summary>One heap with its collector. Used by one thread; disposing it gives all its memory back.</summary>
public interface IEngine : IDisposable
{
    /// <summary>Gets what the engine promises.</summary>
    EngineTraits Traits { get; }

    /// <summary>Gets the controls and accounts of the heap.</summary>
    IHeapControl Control { get; }

    /// <summary>Gets the collections so far, in order of their begin.</summary>
    IEventLog<GcEvent> Events { get; }

    /// <summary>Gets the samples of memory so far, in order.</summary>
    IEventLog<MemorySample> Timeline { get; }

    /// <summary>Runs a program on this heap, specialised for this engine (double dispatch).</summary>
    /// <param name="program">The program.</param>
    void Execute(IHeapProgram program);

    /// <summary>
    /// Brings the heap to rest between two runs of a program, outside measured time: a full collection, or a fresh start
    /// where nothing is ever reclaimed. All frames are left and the root area is empty.
    /// </summary>
    /// <exception cref="InvalidOperationException">A frame or root is still there.</exception>
    void Rest();

    /// <summary>Gets the deterministic counts so far, in a fixed order; empty without <see cref="EngineOptions.CountWork"/>.</summary>
    /// <returns>The counts.</returns>
    IReadOnlyList<WorkCount> GetWork();

    /// <summary>
    /// Gets the settings as they were asked for and as they came out. It may collect, so it is asked outside measured time.
    /// </summary>
    /// <returns>The settings, in a fixed order; empty when the engine has none or its parameters hold exactly as given.</returns>
    IReadOnlyList<EngineSetting> GetSettings() => [];

    /// <summary>
    /// Gets what observing the collector has cost so far; null when the engine logs its events itself, as part of its own work.
    /// </summary>
    /// <returns>The cost since the engine was made.</returns>
    ObservationCost? GetObservationCost() => null;

    /// <summary>
    /// Reads where the heap's memory is: walks all of it and traces what the program can reach. Changes nothing, no count either.
    /// Asked where an allocation could collect: at no other place do the roots hold everything.
    /// </summary>
    /// <returns>The terms that the engine knows; null where it knows none, or is inside something that it cannot describe.</returns>
    MemoryBreakdown? ReadMemory() => null;

    /// <summary>
    /// Describes how the heap's memory is laid out, from the engine's own tables and headers. Changes nothing, no count
    /// either. The bytes in use, less those of no object, are <see cref="HeapStatistics.UsedBytes"/>. Asked where
    /// <see cref="ReadMemory"/> is.
    /// </summary>
    /// <param name="map">Takes it down.</param>
    /// <returns>False when the engine has no map, or is inside something that it cannot describe.</returns>
    bool DescribeMap(IHeapMap map) => false;
}

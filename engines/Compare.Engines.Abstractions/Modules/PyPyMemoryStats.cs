namespace Compare.Engines.Abstractions.Modules;

/// <summary>The fields of PyPy's <c>gc.get_stats()</c>, in bytes; those of its compiler are none of a memory manager's.</summary>
/// <param name="TotalGcMemory">Used by objects: arenas, raw-allocated objects and the whole nursery.</param>
/// <param name="PeakMemory">The most of it.</param>
/// <param name="TotalArenaMemory">Blocks in use in arenas.</param>
/// <param name="TotalRawMemory">Raw-allocated objects.</param>
/// <param name="NurserySize">Size of the nursery.</param>
/// <param name="TotalAllocatedMemory">Held from the system: whole arenas, raw-allocated objects and the nursery.</param>
/// <param name="PeakAllocatedMemory">The most of it.</param>
/// <param name="MemoryPressure">Bytes outside the heap that living objects have reported; null unless asked for.</param>
/// <param name="TotalGcTimeMilliseconds">Time spent in collections, ms.</param>
public readonly record struct PyPyMemoryStats(
    long TotalGcMemory,
    long PeakMemory,
    long TotalArenaMemory,
    long TotalRawMemory,
    long NurserySize,
    long TotalAllocatedMemory,
    long PeakAllocatedMemory,
    long? MemoryPressure,
    long TotalGcTimeMilliseconds);

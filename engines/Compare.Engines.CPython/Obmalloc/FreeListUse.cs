namespace Compare.Engines.CPython.Obmalloc;

/// <summary>A line of the allocator's report: what waits in one free list.</summary>
/// <param name="Name">Name of the kind of object, as CPython prints it.</param>
/// <param name="Objects">Objects that wait.</param>
/// <param name="Bytes">Bytes of one, without the collector's header.</param>
internal readonly record struct FreeListUse(string Name, long Objects, long Bytes);

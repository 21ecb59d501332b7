namespace Compare.Engines.CPython.Objects;

/// <summary>
/// Freed objects of one exact type that keep their memory for the next of their kind, last in first out. The pools see
/// neither their death nor their rebirth, and the collector's counter does not move (to 3.13).
/// </summary>
internal struct FreeList
{
    /// <summary>Address of the newest freed object, linked through the count word; 0 when empty.</summary>
    public nint Head;

    /// <summary>Number of objects in the list.</summary>
    public int Count;

    /// <summary>Most objects that it keeps; 0 for a type without a list.</summary>
    public int Capacity;

    /// <summary>Bytes in front of each object that belong to its block.</summary>
    public int PrefixBytes;

    /// <summary>Tuples: objects kept for each length (PyTuple_MAXFREELIST).</summary>
    public const int TupleCapacity = 2000;

    /// <summary>Longest tuple that is kept (PyTuple_MAXSAVESIZE).</summary>
    public const int TupleLongest = 20;

    /// <summary>List headers (PyList_MAXFREELIST).</summary>
    public const int ListCapacity = 80;

    /// <summary>Dictionary headers, and their smallest tables (PyDict_MAXFREELIST).</summary>
    public const int DictCapacity = 80;

    /// <summary>Floats (PyFloat_MAXFREELIST).</summary>
    public const int FloatCapacity = 100;

    /// <summary>Slices (the one slice_cache).</summary>
    public const int SliceCapacity = 1;

    /// <summary>One-digit integers of 3.14 (pycore_freelist_state.h).</summary>
    public const int IntCapacity = 100;

    /// <summary>List iterators of 3.14, and as many tuple iterators (pycore_freelist_state.h).</summary>
    public const int IteratorCapacity = 10;

    /// <summary>Ranges of 3.14, and as many of their iterators.</summary>
    public const int RangeCapacity = 6;

    /// <summary>Bound methods of 3.14.</summary>
    public const int MethodCapacity = 20;
}

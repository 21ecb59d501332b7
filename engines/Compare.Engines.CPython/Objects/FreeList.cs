namespace Compare.Engines.CPython.Objects;

/// <summary>
/// Freed objects of one exact type that keep their memory for the next of their kind, last in first out. The pools see
/// neither their death nor their rebirth, and the collector's counter does not move.
/// </summary>
internal struct FreeList
{
    /// <summary>Address of the newest freed object, linked through the count word; 0 when empty.</summary>
    public nint Head;

    /// <summary>Number of objects in the list.</summary>
    public int Count;

    /// <summary>Most objects that it keeps; 0 for a type without a list.</summary>
    public int Capacity;

    /// <summary>Tuples: objects kept for each length (PyTuple_MAXFREELIST).</summary>
    public const int TupleCapacity = 2000;

    /// <summary>Longest tuple that is kept (PyTuple_MAXSAVESIZE).</summary>
    public const int TupleLongest = 20;

    /// <summary>List headers (PyList_MAXFREELIST).</summary>
    public const int ListCapacity = 80;

    /// <summary>Dictionary headers (PyDict_MAXFREELIST).</summary>
    public const int DictCapacity = 80;

    /// <summary>Floats (PyFloat_MAXFREELIST).</summary>
    public const int FloatCapacity = 100;
}

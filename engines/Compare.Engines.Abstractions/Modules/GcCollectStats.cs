namespace Compare.Engines.Abstractions.Modules;

/// <summary>What PyPy's hook <c>on_gc_collect</c> is told: the major collections since it was last called.</summary>
/// <param name="Count">Number of collections.</param>
/// <param name="MajorCollections">Number of all major collections so far (<c>num_major_collects</c>).</param>
/// <param name="ArenasBefore">Arenas before the last sweep.</param>
/// <param name="ArenasAfter">Arenas after it.</param>
/// <param name="ArenaBytes">Bytes in use in arenas after it.</param>
/// <param name="RawBytesBefore">Bytes of raw-allocated objects before it.</param>
/// <param name="RawBytesAfter">Bytes of raw-allocated objects after it.</param>
/// <param name="PinnedObjects">Pinned objects after it.</param>
public readonly record struct GcCollectStats(
    long Count,
    long MajorCollections,
    int ArenasBefore,
    int ArenasAfter,
    long ArenaBytes,
    long RawBytesBefore,
    long RawBytesAfter,
    int PinnedObjects);

namespace Compare.Engines.Abstractions.Maps;

/// <summary>
/// Takes down how an engine's memory is laid out at one moment, space by space. An engine tells what its own tables and headers
/// say: how many bytes are used, and by blocks of which size, in units that are its own.
/// </summary>
public interface IHeapMap
{
    /// <summary>Begins a space; units follow in the order of their addresses.</summary>
    /// <param name="name">A constant name, the same at every look: spaces of one name are one space over time.</param>
    /// <param name="kind">What the order of the units says.</param>
    /// <param name="unit">What the engine calls a unit, e.g. block, pool, page.</param>
    /// <param name="unitBytes">Bytes of a unit.</param>
    /// <param name="units">Number of units that will follow.</param>
    /// <param name="unitsPerGroup">Units of what they are mapped by, such as an arena; 0 for no such thing.</param>
    void Space(string name, HeapSpaceKind kind, string unit, long unitBytes, long units, long unitsPerGroup = 0);

    /// <summary>Adds units of the space that was begun last, all alike.</summary>
    /// <param name="state">What they are.</param>
    /// <param name="blockBytes">Bytes of the blocks or of the object that they hold; 0 where there is no one size.</param>
    /// <param name="usedBytes">Bytes in use in each.</param>
    /// <param name="bytes">Bytes of each; less than a whole unit at the end of a space.</param>
    /// <param name="count">How many.</param>
    void Add(HeapCellState state, long blockBytes, long usedBytes, long bytes, long count = 1);

    /// <summary>Adds what the space has beside its units, or keeps in them for later.</summary>
    /// <param name="overheadBytes">Bytes that are held and belong to no unit: tables, and what alignment loses.</param>
    /// <param name="idleBytes">
    /// Bytes in use that belong to no object: in the engine's lists, to be used again, or of one that is being made.
    /// </param>
    void Account(long overheadBytes, long idleBytes);
}

namespace Compare.Engines.Abstractions.Heaps;

/// <summary>Objects in a heap by type and space, unreclaimed garbage included.</summary>
/// <param name="Rows">One row per type and space that holds an object, in ordinal order.</param>
public sealed record HeapCensus(IReadOnlyList<CensusRow> Rows)
{
    /// <summary>Gets the number of all objects.</summary>
    public long Objects => Rows.Sum(row => row.Objects);

    /// <summary>Gets the bytes of all objects.</summary>
    public long Bytes => Rows.Sum(row => row.Bytes);
}

namespace Compare.Engines.CPython.Cycles;

/// <summary>What one collection has done.</summary>
internal struct CollectionTally
{
    /// <summary>Objects examined, or marked in 3.14's marking phase.</summary>
    public long Visited;

    /// <summary>Unreachable objects found, as <c>gc.collect</c> counts them.</summary>
    public long Collected;

    /// <summary>Unreachable objects that cannot be freed.</summary>
    public long Uncollectable;

    /// <summary>Whether this was 3.14's marking phase, which collects nothing.</summary>
    public bool IsMarking;

    /// <summary>Whether 3.14 found that its work was not due yet.</summary>
    public bool IsEmpty;
}

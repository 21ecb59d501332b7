namespace Compare.Harness.Matrix;

/// <summary>In which order the cells of a block of invocations run; a block has each cell once, so that cells always alternate.</summary>
public enum RunOrder
{
    /// <summary>Each block in a new random order, so that a drift of the machine falls on all cells alike.</summary>
    InterleavedShuffled,

    /// <summary>Each block in the order of the matrix, for runs that somebody follows.</summary>
    AsWritten,
}

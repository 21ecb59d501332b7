namespace Compare.Engines.Exact.Objects;

/// <summary>The header of a buffer in native memory; its items follow, then a table's index.</summary>
internal unsafe struct ExactBuffer
{
    /// <summary>Number of items.</summary>
    public int Items;

    /// <summary>The counter that the program keeps.</summary>
    public int Counter;

    /// <summary>The second counter of a table.</summary>
    public int Filled;

    /// <summary>Bytes of a table's index.</summary>
    public int IndexBytes;

    /// <summary>What its present size cost on the allocation clock.</summary>
    public long NominalBytes;

    /// <summary>The allocation clock just after it was given its present size.</summary>
    public long Birth;

    /// <summary>Gets the items.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <returns>Address of the first.</returns>
    public static nint* ItemsOf(ExactBuffer* buffer) => (nint*)(buffer + 1);
}

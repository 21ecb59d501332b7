namespace Compare.Engines.Clr;

/// <summary>Where the arrays of a buffer are: one for the references of all items, one for their words or bytes.</summary>
internal struct ClrBufferInfo
{
    /// <summary>Slot of the array of references; meaningless when <see cref="References"/> is 0.</summary>
    public int ReferenceSlot;

    /// <summary>Slot of the array of words or bytes; meaningless when there are none.</summary>
    public int DataSlot;

    /// <summary>Slot of the array whose length tells the number of items.</summary>
    public int LengthSlot;

    /// <summary>Elements of that array for each item.</summary>
    public int LengthPerItem;

    /// <summary>Slot of the array of bytes that is a table's index; meaningless when <see cref="HasIndex"/> is 0.</summary>
    public int IndexSlot;

    /// <summary>1 for a table.</summary>
    public int HasIndex;

    /// <summary>Distance of the word with the two counters from the first slot, bytes.</summary>
    public nint CountersOffset;

    /// <summary>References in each item.</summary>
    public int References;

    /// <summary>Words in each item.</summary>
    public int Words;

    /// <summary>1 for a buffer of bytes.</summary>
    public int Bytes;
}

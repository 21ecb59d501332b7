namespace Compare.Engines.Clr;

/// <summary>Where the arrays of a buffer are: one for the references of all items, one for their words or bytes.</summary>
internal struct ClrBufferInfo
{
    /// <summary>Slot of the array of references; meaningless when <see cref="References"/> is 0.</summary>
    public int ReferenceSlot;

    /// <summary>Slot of the array of words or bytes; meaningless when there are none.</summary>
    public int DataSlot;

    /// <summary>References in each item.</summary>
    public int References;

    /// <summary>Words in each item.</summary>
    public int Words;

    /// <summary>1 for a buffer of bytes.</summary>
    public int Bytes;
}

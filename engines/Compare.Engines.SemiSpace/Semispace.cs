namespace Compare.Engines.SemiSpace;

/// <summary>One of the two mapped spaces.</summary>
/// <param name="Start">Address of its first byte; 0 when it is not mapped.</param>
/// <param name="Bytes">Its size.</param>
internal readonly record struct Semispace(nint Start, nint Bytes)
{
    /// <summary>Gets the address behind its last byte.</summary>
    public nint End => Start + Bytes;
}

namespace Compare.Engines.CPython.Obmalloc;

/// <summary>
/// The nodes of the radix tree in which CPython 3.10 and later look up whether a block is theirs. The engine knows from
/// the size of a block, so it only counts the nodes for the report.
/// </summary>
internal sealed class ArenaMap
{
    /// <summary>Bytes of the root: 2^15 pointers.</summary>
    public const int RootBytes = 1 << (MiddleBits + PointerBits);

    /// <summary>Bytes of a middle node: 2^15 pointers.</summary>
    public const int MiddleBytes = 1 << (MiddleBits + PointerBits);

    /// <summary>Bytes of a bottom node: 2^14 entries of two 32-bit numbers.</summary>
    public const int BottomBytes = 1 << (BottomBits + PointerBits);

    private const int PointerBits = 3;
    private const int MiddleBits = 15;
    private const int BottomBits = 14;

    private readonly HashSet<nint> _middle = [];
    private readonly HashSet<nint> _bottom = [];

    /// <summary>Gets the middle nodes; none is ever freed.</summary>
    public int MiddleNodes => _middle.Count;

    /// <summary>Gets the bottom nodes; none is ever freed.</summary>
    public int BottomNodes => _bottom.Count;

    /// <summary>Adds the nodes for an arena.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="bytes">Its size, a power of two; an arena that is not aligned to it reaches into a second entry.</param>
    public void Add(nint address, int bytes)
    {
        AddEntry(address / bytes);
        if (address % bytes != 0)
        {
            AddEntry((address / bytes) + 1);
        }
    }

    private void AddEntry(nint entry)
    {
        _bottom.Add(entry >> BottomBits);
        _middle.Add(entry >> (BottomBits + MiddleBits));
    }
}

namespace Compare.Workloads.Fragmentation;

/// <summary>
/// The decisions of Robson's adversary. Its memory is a line of cells on which objects lie one behind the other in allocation
/// order: what it keeps leaves no hole into which an object of the next size would fit.
/// </summary>
/// <param name="cells">Cells that may be live.</param>
internal struct RobsonAdversary(int cells)
{
    /// <summary>Gets the size of the objects of this phase, cells; memory is divided into slots of this size.</summary>
    public long Size { get; private set; } = 1;

    /// <summary>Gets the cell of each slot that an object must occupy to stay.</summary>
    public long Offset { get; private set; }

    /// <summary>Gets the cell behind the last object.</summary>
    public long End { get; private set; }

    /// <summary>Gets the live cells.</summary>
    public long Live { get; private set; }

    /// <summary>Gets the number of objects of this phase's size for which there is room.</summary>
    public readonly long Room => (cells - Live) / Size;

    /// <summary>Gets the other offset that may be chosen in this phase: the old one in the other half of the slot.</summary>
    public readonly long OtherOffset => Offset + (Size / 2);

    /// <summary>Places an object of this phase's size.</summary>
    /// <returns>Its first cell.</returns>
    public long Place()
    {
        long address = End;
        End += Size;
        Live += Size;
        return address;
    }

    /// <summary>Doubles the size.</summary>
    public void BeginPhase() => Size *= 2;

    /// <summary>Computes what an object keeps free around itself when an offset is chosen.</summary>
    /// <param name="address">Its first cell.</param>
    /// <param name="size">Its size, cells; smaller than that of this phase.</param>
    /// <param name="offset">The offset.</param>
    /// <returns>Cells of its slot beside itself; 0 when it would be freed.</returns>
    public readonly long Waste(long address, long size, long offset) =>
        Occupies(address, size, offset) ? Size - size : 0;

    /// <summary>Chooses the offset that wastes more.</summary>
    /// <param name="waste">Sum over all objects with <see cref="Offset"/>.</param>
    /// <param name="otherWaste">Sum over all objects with <see cref="OtherOffset"/>.</param>
    public void Choose(long waste, long otherWaste) => Offset = otherWaste > waste ? OtherOffset : Offset;

    /// <summary>Decides about an object; one that does not stay is no longer live.</summary>
    /// <param name="address">Its first cell.</param>
    /// <param name="size">Its size, cells.</param>
    /// <returns>True when it stays.</returns>
    public bool Keeps(long address, long size)
    {
        bool stays = Occupies(address, size, Offset);
        Live -= stays ? 0 : size;
        return stays;
    }

    private readonly bool Occupies(long address, long size, long offset) => ((offset - address) & (Size - 1)) < size;
}

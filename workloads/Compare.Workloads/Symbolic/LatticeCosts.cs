namespace Compare.Workloads.Symbolic;

/// <summary>What a search of <see cref="Lattice"/> finds and allocates.</summary>
internal struct LatticeCosts
{
    /// <summary>Maps found.</summary>
    public long Maps;

    /// <summary>List cells allocated.</summary>
    public long Cells;

    /// <summary>Cells with numbers allocated.</summary>
    public long Numbers;

    /// <summary>List cells that are live when the first map is complete.</summary>
    public long LiveAtFirstMap;

    /// <summary>Adds what another search allocates.</summary>
    /// <param name="other">The other's costs.</param>
    public void Add(LatticeCosts other)
    {
        Maps += other.Maps;
        Cells += other.Cells;
        Numbers += other.Numbers;
    }
}

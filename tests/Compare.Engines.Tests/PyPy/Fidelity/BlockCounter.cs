using Compare.Engines.PyPy.Arenas;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>Counts blocks in use.</summary>
internal struct BlockCounter : IBlockVisitor
{
    /// <summary>Gets the blocks seen.</summary>
    public int Blocks { get; private set; }

    /// <summary>Gets their bytes.</summary>
    public long Bytes { get; private set; }

    public void Visit(nint block, int blockBytes)
    {
        Blocks++;
        Bytes += blockBytes;
    }
}

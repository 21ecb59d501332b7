namespace Compare.Engines.MicroPython.Blocks;

/// <summary>How the bytes of an area are divided: allocation table, gap byte, finalizer table, weak table, unused, pool.</summary>
/// <remarks>
/// The tables take exactly what the pool needs and the pool is placed at the end. The gap byte is always zero, so that
/// counting the tails of the last object stops behind the allocation table.
/// </remarks>
/// <param name="TableBytes">Bytes of the allocation table; each describes <see cref="BlocksPerByte"/> blocks.</param>
/// <param name="SideTableBytes">Bytes of each of the other tables, one bit a block; they may be absent.</param>
/// <param name="Pool">Address of the first block.</param>
internal readonly record struct AreaLayout(nint TableBytes, nint SideTableBytes, nint Pool)
{
    /// <summary>Blocks that a byte of the allocation table describes.</summary>
    public const int BlocksPerByte = 4;

    private const int BitsPerByte = 8;

    /// <summary>Gets the blocks of the pool.</summary>
    public nint Blocks => TableBytes * BlocksPerByte;

    /// <summary>Divides an area.</summary>
    /// <param name="start">Address of its first byte.</param>
    /// <param name="end">Address behind its last byte.</param>
    /// <param name="blockShift">Binary logarithm of a block's bytes.</param>
    /// <param name="sideTables">Number of tables with one bit a block, 0 to 2.</param>
    /// <returns>The layout; without blocks when the area is too small for any.</returns>
    public static AreaLayout Of(nint start, nint end, int blockShift, int sideTables)
    {
        nint block = (nint)1 << blockShift;
        end &= -block;
        nint usable = end - start - 1; // Without the gap byte.
        if (usable <= 0)
        {
            return new(0, 0, end);
        }

        nint table = sideTables == 0
            ? usable / (1 + (BlocksPerByte * block))
            : usable * BitsPerByte / (BitsPerByte + (BlocksPerByte * sideTables) + (BlocksPerByte * BitsPerByte * block));
        nint sideTable = ((table * BlocksPerByte) + BitsPerByte - 1) / BitsPerByte;
        return new(table, sideTable, end - (table * BlocksPerByte * block));
    }

    /// <summary>Computes the bytes of an area whose pool has a number of blocks.</summary>
    /// <param name="blocks">Blocks, a multiple of <see cref="BlocksPerByte"/>.</param>
    /// <param name="blockShift">Binary logarithm of a block's bytes.</param>
    /// <param name="sideTables">Number of tables with one bit a block, 0 to 2.</param>
    /// <returns>Bytes.</returns>
    public static nint BytesFor(nint blocks, int blockShift, int sideTables)
    {
        nint sideTable = (blocks + BitsPerByte - 1) / BitsPerByte;
        return (blocks / BlocksPerByte) + 1 + (sideTables * sideTable) + (blocks << blockShift);
    }
}

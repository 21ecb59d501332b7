using Compare.Engines.Abstractions.Maps;

namespace Compare.Harness.HeapMaps;

/// <summary>One cell of a map: a unit of an engine's memory, or several side by side.</summary>
/// <param name="State">What it is; of several units that of the one with most bytes in use.</param>
/// <param name="BlockBytes">Bytes of the blocks or of the object in it; 0 where there is no one size.</param>
/// <param name="UsedBytes">Bytes in use.</param>
/// <param name="Bytes">Bytes in all.</param>
public readonly record struct MapCell(HeapCellState State, long BlockBytes, long UsedBytes, long Bytes)
{
    /// <summary>Joins two cells that lie side by side.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second.</param>
    /// <returns>One cell with the bytes of both.</returns>
    public static MapCell Join(MapCell left, MapCell right)
    {
        MapCell most = right.UsedBytes > left.UsedBytes ? right : left;
        bool isOneSize = left.BlockBytes == right.BlockBytes || left.UsedBytes == 0 || right.UsedBytes == 0;
        return new(
            most.State,
            isOneSize ? most.BlockBytes : 0,
            left.UsedBytes + right.UsedBytes,
            left.Bytes + right.Bytes);
    }
}

using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;

namespace Compare.Workloads.Fragmentation;

/// <summary>The parameters of <see cref="Robson"/>.</summary>
internal readonly record struct RobsonSettings
{
    /// <summary>Key of the live bytes.</summary>
    public const string LiveKey = "live";

    /// <summary>Key of the smallest size.</summary>
    public const string CellKey = "cell";

    /// <summary>Key of the number of doublings.</summary>
    public const string DoublingsKey = "doublings";

    /// <summary>Key of the number of rounds.</summary>
    public const string RoundsKey = "rounds";

    /// <summary>Bytes of an object on the allocation clock beside its content.</summary>
    private const int OverheadBytes = ObjectType.NominalHeaderBytes + ObjectType.NominalLengthBytes;

    /// <summary>Gets the number of cells that are live at most.</summary>
    public required int Cells { get; init; }

    /// <summary>Gets the bytes of a cell.</summary>
    public required int CellBytes { get; init; }

    /// <summary>Gets how often the size doubles.</summary>
    public required int Doublings { get; init; }

    /// <summary>Gets how often all is done.</summary>
    public required long Rounds { get; init; }

    /// <summary>Reads the parameters.</summary>
    /// <param name="parameters">Checked parameters.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ParameterException">They contradict each other.</exception>
    public static RobsonSettings From(ParameterValues parameters)
    {
        long live = parameters.Integer(LiveKey);
        long cell = parameters.Integer(CellKey);
        int doublings = (int)parameters.Integer(DoublingsKey);
        if (cell % BufferShape.SlotBytes != 0)
        {
            throw new ParameterException(
                $"workload robson: parameter '{CellKey}' must be a multiple of {BufferShape.SlotBytes} bytes.");
        }

        return cell << doublings <= live
            ? new()
            {
                Cells = (int)(live / cell),
                CellBytes = (int)cell,
                Doublings = doublings,
                Rounds = parameters.Integer(RoundsKey),
            }
            : throw new ParameterException(
                $"workload robson: parameter '{DoublingsKey}' makes objects larger than '{LiveKey}'; give a smaller number.");
    }

    /// <summary>Gets the content of an object that takes some cells on the allocation clock.</summary>
    /// <param name="cells">Its size, cells.</param>
    /// <returns>Bytes.</returns>
    public int ContentBytes(long cells) => checked((int)((cells * CellBytes) - OverheadBytes));

    /// <summary>Gets the size of an object.</summary>
    /// <param name="contentBytes">Bytes of its content.</param>
    /// <returns>Cells.</returns>
    public long SizeOf(int contentBytes) => (contentBytes + OverheadBytes) / CellBytes;
}

using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Maps;

namespace Compare.Harness.HeapMaps;

/// <summary>
/// Takes down maps and keeps them small: no space has more than <see cref="MostCells"/> cells, since neighbours are joined
/// beyond that, and cells are kept as runs of equal ones.
/// </summary>
public sealed class HeapMapSketch : IHeapMap
{
    /// <summary>Most cells of a space at one look: what a reader can still tell apart on a screen.</summary>
    public const int MostCells = 2048;

    private readonly MapPalette _palette = new();
    private readonly List<HeapMapSpace> _spaces = [];
    private List<SpaceSketch> _current = [];

    /// <summary>Takes down the map of an engine.</summary>
    /// <param name="engine">The engine.</param>
    /// <returns>A look to be kept until <see cref="Finish"/>; null when the engine does not describe itself now.</returns>
    public MapDraft? Look(IEngine engine) => Look(engine.DescribeMap);

    /// <summary>Takes down a map that something else tells, for instance one that was recorded.</summary>
    /// <param name="describe">Tells it, and says whether it did.</param>
    /// <returns>A look to be kept until <see cref="Finish"/>; null for nothing.</returns>
    public MapDraft? Look(Func<IHeapMap, bool> describe)
    {
        _current = [];
        if (!describe(this))
        {
            return null;
        }

        _current.ForEach(space => space.Close());
        return new(_current);
    }

    /// <inheritdoc/>
    public void Space(string name, HeapSpaceKind kind, string unit, long unitBytes, long units, long unitsPerGroup = 0)
    {
        int index = _spaces.FindIndex(space => space.Name == name);
        if (index < 0)
        {
            index = _spaces.Count;
            _spaces.Add(new(name, kind == HeapSpaceKind.Places, unit, unitBytes, 1, unitsPerGroup));
        }

        long unitsPerCell = 1;
        while (units > unitsPerCell * MostCells)
        {
            unitsPerCell *= 2;
        }

        _current.Add(new(index, unitsPerCell, _palette));
    }

    /// <inheritdoc/>
    public void Add(HeapCellState state, long blockBytes, long usedBytes, long bytes, long count = 1) =>
        _current[^1].Add(new(state, blockBytes, usedBytes, bytes), count);

    /// <inheritdoc/>
    public void Account(long overheadBytes, long idleBytes)
    {
        _current[^1].OverheadBytes = overheadBytes;
        _current[^1].IdleBytes = idleBytes;
    }

    /// <summary>Makes the record of the looks that were kept: with cells of one size in each space, and as what changed.</summary>
    /// <param name="looks">What <c>Look</c> returned, with what is known of the moment; its parts are filled in.</param>
    public HeapMapRecord Finish(IReadOnlyList<(HeapMapLook Moment, MapDraft Draft)> looks)
    {
        long[] scale = [.. _spaces.Select((_, index) => looks
            .SelectMany(look => look.Draft.Spaces)
            .Where(space => space.Space == index)
            .Select(space => space.UnitsPerCell)
            .DefaultIfEmpty(1)
            .Max())];
        MapPalette kept = new(); // Looks that were let go leave kinds behind that nothing shows.
        List<int>[] before = [.. _spaces.Select(_ => new List<int>())];
        List<HeapMapLook> finished = [];
        foreach ((HeapMapLook moment, MapDraft draft) in looks)
        {
            List<HeapMapPart> parts = [];
            foreach (SpaceSketch space in draft.Spaces)
            {
                List<int> cells = CellRuns.Coarsen(CellRuns.Expand(space.Runs), scale[space.Space] / space.UnitsPerCell, _palette)
                    .ConvertAll(kind => kept.Number(_palette.Cells[kind]));
                parts.Add(new(
                    space.Space,
                    cells.Count,
                    space.UsedBytes,
                    space.Bytes,
                    space.OverheadBytes,
                    space.IdleBytes,
                    CellRuns.Changes(before[space.Space], cells)));
                before[space.Space] = cells;
            }

            finished.Add(moment with { Parts = parts });
        }

        return new(
            [.. _spaces.Select((space, index) => space with
            {
                UnitsPerCell = scale[index],
                CellsPerGroup = space.CellsPerGroup / scale[index],
            })],
            [.. kept.Cells.Select(cell => (long[])[(long)cell.State, cell.BlockBytes, cell.UsedBytes, cell.Bytes])],
            finished);
    }
}

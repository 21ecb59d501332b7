using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.PyPy.Arenas;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy;

/// <content>The census: a walk over nursery, pages and raw-allocated objects.</content>
internal sealed unsafe partial class PyPyEngine<TProbe>
{
    private const string NurserySpace = "nursery";
    private const string PagesSpace = "pages";
    private const string RawSpace = "raw";

    /// <inheritdoc/>
    /// <remarks>Storage counts as bytes of its owner's type; so does memory outside the heap.</remarks>
    public HeapCensus TakeCensus()
    {
        SortedDictionary<(string Type, string Space), (long Objects, long Bytes)> rows = new(
            Comparer<(string Type, string Space)>.Create((a, b) =>
            {
                int types = string.CompareOrdinal(a.Type, b.Type);
                return types != 0 ? types : string.CompareOrdinal(a.Space, b.Space);
            }));
        VisitObjects((obj, space) =>
        {
            ulong header = ObjectHeader.Of(obj);
            GcShape* shape = ShapeOf(header);
            (string, string) key = (_types.Type(shape->Owner->Number).Name, space);
            (long objects, long bytes) = rows.GetValueOrDefault(key);
            long size = space == NurserySpace ? SizeInNursery(obj) : ObjectHeader.Size(obj, shape);
            size += CardBytes(obj, shape, header) + RawBytes(obj, shape);
            rows[key] = (objects + HeaderFlags.CountOf(header), bytes + size);
        });
        return new([.. rows.Select(row => new CensusRow(row.Key.Type, row.Key.Space, row.Value.Objects, row.Value.Bytes))]);
    }

    /// <summary>Visits all objects and storage in the heap, dead ones that are not reclaimed included.</summary>
    private void VisitObjects(Action<nint, string> visit)
    {
        VisitNursery(obj => visit(obj, NurserySpace));
        BlockWalk walk = new(block => visit(block, PagesSpace));
        _arenas.VisitBlocks(ref walk);
        VisitRaw(obj => visit(obj, RawSpace));
    }

    private void VisitNursery(Action<nint> visit)
    {
        for (nint i = 0; i < _filledRuns.Count; i++)
        {
            VisitRun(_filledRuns[i].Start, _filledRuns[i].Start + _filledRuns[i].Bytes, visit);
        }

        VisitRun(_runStart, NurseryFree, visit);
        for (nint i = 0; i < _survivingPinned.Count; i++)
        {
            visit(_survivingPinned[i]);
        }
    }

    private void VisitRun(nint start, nint end, Action<nint> visit)
    {
        for (nint obj = start; obj < end; obj += SizeInNursery(obj))
        {
            visit(obj);
        }
    }

    private void VisitRaw(Action<nint> visit)
    {
        foreach (nint obj in _youngRaw.AsSpan())
        {
            visit(obj);
        }

        foreach (nint obj in _oldRaw.AsSpan())
        {
            visit(obj);
        }

        foreach (nint obj in _rawToSweep.AsSpan())
        {
            visit(obj);
        }
    }

    private readonly struct BlockWalk(Action<nint> visit) : IBlockVisitor
    {
        public void Visit(nint block, int blockBytes) => visit(block);
    }
}

using Compare.Engines.Abstractions.Maps;
using Compare.Engines.PyPy.Collector;

namespace Compare.Engines.PyPy;

/// <content>The map of the heap: the nursery, the pages of the arenas, and large objects.</content>
internal sealed unsafe partial class PyPyEngine<TProbe>
{
    /// <inheritdoc/>
    /// <remarks>
    /// The nursery is shown in slices, since its only structure is how far it is filled, pinned objects aside. A page knows the
    /// size of its blocks and which of them are free. Where the system allocator puts large objects is not known, only how much
    /// they are.
    /// </remarks>
    public bool DescribeMap(IHeapMap map)
    {
        DescribeNursery(map);
        _arenas.Describe(map);
        map.AddAmount("large objects", _rawBytes, _rawBytes);
        map.AddAmount("outside the heap", _outsideBytes, _outsideBytes);
        return true;
    }

    private void DescribeNursery(IHeapMap map)
    {
        long slices = HeapMapExtensions.Slices(_nurseryBytes);
        map.Space("nursery", HeapSpaceKind.Places, "slice", HeapMapExtensions.SliceBytes, slices);
        map.Account(_nurseryMapping - _nurseryBytes, 0);
        List<NurseryRun> taken = TakenRuns();
        int next = 0;
        for (nint start = _nursery; start < NurseryEnd; start += (nint)HeapMapExtensions.SliceBytes)
        {
            nint end = Math.Min(start + (nint)HeapMapExtensions.SliceBytes, NurseryEnd);
            long used = 0;
            while (next < taken.Count && taken[next].Start + taken[next].Bytes <= start)
            {
                next++;
            }

            for (int run = next; run < taken.Count && taken[run].Start < end; run++)
            {
                used += Math.Max(0, Math.Min(end, taken[run].Start + taken[run].Bytes) - Math.Max(start, taken[run].Start));
            }

            map.Add(used > 0 ? HeapCellState.Used : HeapCellState.Free, 0, used, end - start);
        }
    }
}

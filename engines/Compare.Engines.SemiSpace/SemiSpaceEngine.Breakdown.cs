using Compare.Engines.Abstractions.Maps;
using Compare.Engines.Heap.Breakdown;
using Compare.Engines.Heap.Bump;

namespace Compare.Engines.SemiSpace;

/// <content>What a look at the memory must know beside the roots of the program.</content>
public sealed unsafe partial class SemiSpaceEngine
{
    /// <inheritdoc/>
    /// <remarks>The idle space is free memory: the reserve that copying takes.</remarks>
    protected override IEnumerable<BumpSpace> Spaces() =>
    [
        new(_current.Start, Cursor, _current.End),
        new(_idle.Start, _idle.Start, _idle.End),
    ];

    /// <inheritdoc/>
    protected override void ReachOwnRoots(ObjectTrace trace)
    {
        trace.Reach(_callbackLocal->Address);
        for (nint i = _nextPending; i < _pending.Count; i++)
        {
            trace.Reach(_pending[i].Object);
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The spaces keep their names when they change roles, so that the flip is seen: A is the one of the lower address. Of a full
    /// one only the end of the objects is known, since they lie without gaps.
    /// </remarks>
    public override bool DescribeMap(IHeapMap map)
    {
        bool isLower = _current.Start < _idle.Start;
        Describe("space A", isLower ? _current : _idle, isLower, map);
        Describe("space B", isLower ? _idle : _current, !isLower, map);
        return true;
    }

    private void Describe(string name, Semispace space, bool isCurrent, IHeapMap map)
    {
        map.Space(name, HeapSpaceKind.Places, "slice", HeapMapExtensions.SliceBytes, HeapMapExtensions.Slices(space.Bytes));
        map.AddFilled(isCurrent ? UsedBytes : 0, space.Bytes, isCurrent ? HeapCellState.Free : HeapCellState.Reserve);
    }
}

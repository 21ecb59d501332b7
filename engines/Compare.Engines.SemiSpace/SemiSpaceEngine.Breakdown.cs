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
}

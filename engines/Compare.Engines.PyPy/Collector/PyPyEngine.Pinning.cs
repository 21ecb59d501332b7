using Compare.Engines.Heap.Memory;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy;

/// <content>Pinned objects: they stay in the nursery, and the nursery is filled around them.</content>
internal sealed unsafe partial class PyPyEngine<TProbe>
{
    /// <summary>Pinned objects that the last minor collection reached, by address.</summary>
    private readonly UnmanagedList<nint> _survivingPinned = new();

    /// <summary>Ends of the nursery's free runs: pinned objects by address, then the end of the nursery.</summary>
    private readonly UnmanagedList<nint> _barriers = new();

    /// <summary>Runs of the nursery that were filled since the last minor collection.</summary>
    private readonly UnmanagedList<Collector.NurseryRun> _filledRuns = new();

    /// <summary>Old objects that point to a pinned one, each once.</summary>
    private UnmanagedList<nint> _pointingToPinned = new();

    /// <summary>The list that <see cref="_pointingToPinned"/> is rebuilt from; empty between collections.</summary>
    private UnmanagedList<nint> _pointedToPinned = new();

    private nint _nextBarrier;
    private int _pinnedCount;
    private readonly int _mostPinned;

    /// <summary>Whether <see cref="_pointingToPinned"/> changed since arrays were last copied.</summary>
    private bool _pinnedHoldersChanged;

    /// <summary>Pins an object: it will not move while it lives.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <returns>False when the limit is reached, or the object is old, pinned already, or not plain data.</returns>
    internal bool Pin(nint obj)
    {
        ref ulong header = ref ObjectHeader.Of(obj);
        GcShape* shape = ShapeOf(header);
        bool isPlain = shape->References + shape->ItemReferences + shape->WeakOffset + shape->HasFinalizer == 0;
        if (_pinnedCount >= _mostPinned || !IsInNursery(obj) || (header & HeaderFlags.Pinned) != 0 || !isPlain)
        {
            return false;
        }

        header |= HeaderFlags.Pinned;
        _pinnedCount++;
        return true;
    }

    /// <summary>Lets a pinned object move again.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <exception cref="InvalidOperationException">It is not pinned.</exception>
    internal void Unpin(nint obj)
    {
        if (!IsPinned(obj))
        {
            throw new InvalidOperationException("The object is not pinned.");
        }

        ObjectHeader.Of(obj) &= ~HeaderFlags.Pinned;
        _pinnedCount--;
    }

    /// <summary>Tells whether an object is pinned.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <returns>True from pinning to unpinning.</returns>
    internal bool IsPinned(nint obj) => IsInNursery(obj) && (ObjectHeader.Of(obj) & HeaderFlags.Pinned) != 0;

    /// <summary>Notes a pinned object as reached, and the old object that points to it.</summary>
    private void KeepPinned(nint obj, nint parent)
    {
        // On an old object the flag means that it is listed already.
        if (parent != 0 && (ObjectHeader.Of(parent) & HeaderFlags.Pinned) == 0)
        {
            _pointingToPinned.Push(parent);
            _pinnedHoldersChanged = true;
            ObjectHeader.Of(parent) |= HeaderFlags.Pinned;
        }

        ref ulong header = ref ObjectHeader.Of(obj);
        if ((header & HeaderFlags.Visited) == 0)
        {
            header |= HeaderFlags.Visited;
            _survivingPinned.Push(obj);
            _pinnedCount++;
        }
    }

    /// <summary>Traces the old objects that pointed to pinned ones; those that still do are listed anew.</summary>
    private void DragPointersToPinned()
    {
        if (_pointingToPinned.Count == 0)
        {
            return;
        }

        (_pointingToPinned, _pointedToPinned) = (_pointedToPinned, _pointingToPinned);
        for (nint i = _pointedToPinned.Count - 1; i >= 0; i--)
        {
            DragFields(_pointedToPinned[i]);
        }

        _pointedToPinned.Clear();
    }

    /// <summary>Orders the pinned survivors by address and clears the marks of this collection.</summary>
    /// <returns>Number of them that the program knows as objects.</returns>
    private long SortPinned()
    {
        long objects = 0;
        _survivingPinned.AsSpan().Sort();
        for (nint i = 0; i < _survivingPinned.Count; i++)
        {
            ref ulong header = ref ObjectHeader.Of(_survivingPinned[i]);
            header &= ~HeaderFlags.Visited;
            objects += HeaderFlags.CountOf(header);
        }

        for (nint i = 0; i < _pointingToPinned.Count; i++)
        {
            ObjectHeader.Of(_pointingToPinned[i]) &= ~HeaderFlags.Pinned;
        }

        return objects;
    }

    /// <summary>Forgets dead objects that pointed to pinned ones, before they are swept.</summary>
    private void PrunePointersToPinned()
    {
        if (_pointingToPinned.Count == 0)
        {
            return;
        }

        (_pointingToPinned, _pointedToPinned) = (_pointedToPinned, _pointingToPinned);
        for (nint i = _pointedToPinned.Count - 1; i >= 0; i--)
        {
            nint obj = _pointedToPinned[i];
            if ((ObjectHeader.Of(obj) & HeaderFlags.Visited) != 0)
            {
                _pointingToPinned.Push(obj);
            }
        }

        _pointedToPinned.Clear();
        _pinnedHoldersChanged = true;
    }
}

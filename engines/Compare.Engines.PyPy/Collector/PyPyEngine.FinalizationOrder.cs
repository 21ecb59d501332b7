using Compare.Engines.Heap.Memory;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy;

/// <content>
/// Which dead objects are finalized now: owners before what they own, one object of each strongly connected component and
/// collection, independent ones in the order of their registration.
/// </content>
/// <remarks>
/// The algorithm of rpython/memory/gc/incminimark.py (deal_with_objects_with_finalizers), described in rpython's
/// finalizer-order document. VISITED and FINALIZATION_ORDERING together give four states.
/// </remarks>
internal sealed unsafe partial class PyPyEngine<TProbe>
{
    private const ulong StateMask = HeaderFlags.Visited | HeaderFlags.FinalizationOrdering;

    /// <summary>State 0: not reached by anything.</summary>
    private const ulong Unreached = 0;

    /// <summary>State 1: being reached from the object that is looked at.</summary>
    private const ulong BeingReached = HeaderFlags.FinalizationOrdering;

    /// <summary>State 2: reached from one object with a finalizer.</summary>
    private const ulong ReachedOnce = HeaderFlags.Visited | HeaderFlags.FinalizationOrdering;

    /// <summary>Objects with a finalizer that may be in the nursery, oldest first.</summary>
    private readonly UnmanagedList<nint> _youngFinalizable = new();

    /// <summary>Old objects with a finalizer, in the order of their registration.</summary>
    private readonly UnmanagedList<nint> _oldFinalizable = new();

    /// <summary>Dead objects whose finalizer has yet to be called, from <see cref="_nextToFinalize"/> on.</summary>
    private readonly UnmanagedList<nint> _toFinalize = new();

    private readonly UnmanagedList<nint> _dying = new();
    private readonly UnmanagedList<nint> _orderStack = new();
    private readonly UnmanagedList<nint> _markedOnceStack = new();
    private nint _nextToFinalize;

    /// <summary>Bytes that live only until their finalizers have run; not counted when the next threshold is set.</summary>
    private long _keptByFinalizers;

    /// <summary>Moves young objects with finalizers out of the nursery: only a major collection finds them dead.</summary>
    private void DragFinalizable()
    {
        for (nint i = 0; i < _youngFinalizable.Count; i++)
        {
            nint obj = _youngFinalizable[i];
            if (IsInNursery(obj) && (ObjectHeader.Of(obj) & HeaderFlags.IgnoreFinalizer) != 0
                && ObjectHeader.Of(obj) != HeaderFlags.Forwarded)
            {
                continue; // Cancelled: it lives or dies as any other object.
            }

            _oldFinalizable.Push(DragOut(obj, 0));
        }

        _youngFinalizable.Clear();
    }

    /// <summary>Queues the objects that are to be finalized after this collection and clears the weak pointers.</summary>
    private void OrderFinalization()
    {
        nint kept = 0;
        _dying.Clear();
        for (nint i = 0; i < _oldFinalizable.Count; i++)
        {
            nint obj = _oldFinalizable[i];
            ulong header = ObjectHeader.Of(obj);
            if ((header & HeaderFlags.IgnoreFinalizer) != 0)
            {
                continue;
            }

            if ((header & HeaderFlags.Visited) != 0)
            {
                _oldFinalizable[kept++] = obj;
                continue;
            }

            _dying.Push(obj);
            ReachFrom(obj);
            _toTrace.Push(obj);
            MarkAll();
        }

        _oldFinalizable.Resize(kept);
        SettleOldWeakPointers();
        for (nint i = 0; i < _dying.Count; i++)
        {
            nint obj = _dying[i];
            if ((ObjectHeader.Of(obj) & StateMask) == ReachedOnce)
            {
                _toFinalize.Push(obj);
                ReachAgain(obj);
            }
            else
            {
                _oldFinalizable.Push(obj); // Something else that dies refers to it: its turn comes later.
            }
        }
    }

    /// <summary>Walks from a dying object: what nothing had reached is reached, what another had reached lives.</summary>
    private void ReachFrom(nint dying)
    {
        _orderStack.Push(dying);
        while (_orderStack.Count != 0)
        {
            nint obj = _orderStack.Pop();
            if (IsInNursery(obj))
            {
                continue; // Pinned: plain data, and its flags mean something else.
            }

            ref ulong header = ref ObjectHeader.Of(obj);
            switch (header & StateMask)
            {
                case Unreached:
                    header |= BeingReached;
                    GcShape* shape = ShapeOf(header);
                    _keptByFinalizers += ObjectHeader.Size(obj, shape);
                    PushReferents(obj, shape, _orderStack);
                    break;
                case ReachedOnce:
                    ReachAgain(obj);
                    break;
            }
        }
    }

    /// <summary>Makes an object, and what only it had reached, plainly alive for this collection.</summary>
    private void ReachAgain(nint first)
    {
        _markedOnceStack.Push(first);
        while (_markedOnceStack.Count != 0)
        {
            nint obj = _markedOnceStack.Pop();
            ref ulong header = ref ObjectHeader.Of(obj);
            if ((header & HeaderFlags.FinalizationOrdering) != 0)
            {
                header &= ~HeaderFlags.FinalizationOrdering;
                PushReferents(obj, ShapeOf(header), _markedOnceStack);
            }
        }
    }

    /// <summary>Pushes what an object refers to, the last reference on top.</summary>
    private static void PushReferents(nint obj, GcShape* shape, UnmanagedList<nint> stack)
    {
        for (int i = 0; i < shape->References; i++)
        {
            nint referent = ObjectHeader.Field(obj, i);
            if (referent != 0)
            {
                stack.Push(referent);
            }
        }

        if (shape->ItemReferences == 0)
        {
            return;
        }

        nint item = obj + shape->FixedBytes;
        nint end = item + ((nint)ObjectHeader.Length(obj, shape) * shape->ItemBytes);
        for (; item < end; item += shape->ItemBytes)
        {
            for (int i = 0; i < shape->ItemReferences; i++)
            {
                nint referent = ((nint*)item)[i];
                if (referent != 0)
                {
                    stack.Push(referent);
                }
            }
        }
    }
}

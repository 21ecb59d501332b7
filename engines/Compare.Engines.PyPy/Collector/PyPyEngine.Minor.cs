using System.Numerics;
using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Heap.Frames;
using Compare.Engines.Heap.Memory;
using Compare.Engines.PyPy.Collector;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy;

/// <content>The minor collection: everything reachable leaves the nursery, in the order of PyPy's.</content>
internal sealed unsafe partial class PyPyEngine<TProbe>
{
    private const int BitsPerByte = 8;

    /// <summary>Old objects that may point to young ones; their barrier is disarmed.</summary>
    private readonly UnmanagedList<nint> _remembered = new();

    /// <summary>Arrays with marked cards.</summary>
    private readonly UnmanagedList<nint> _withCardsSet = new();

    /// <summary>Objects that a marking step has to look at again: black ones that were written, and roots.</summary>
    private UnmanagedList<nint> _moreToTrace = new();

    private readonly CardMarks _cards;

    /// <summary>Bytes that left the nursery in this minor collection.</summary>
    private long _survivedBytes;

    private long _survivedObjects;

    /// <summary>Empties the nursery.</summary>
    internal void CollectMinor()
    {
        GcEvent record = BeginEvent(CollectionKind.Minor, generation: 0);
        long allocated = _types.AllocatedObjects();
        CountingSnapshot before = Snapshot();
        _survivingPinned.Clear();
        _pinnedCount = 0;
        ForgetYoungRaw();
        if (_state == IncrementalState.Marking)
        {
            Regray(_remembered);
            Regray(_pointingToPinned);
        }

        _survivedBytes = 0;
        _survivedObjects = 0;
        DragRoots();
        DragPointersToPinned();
        DragFinalizable();
        DragRemembered();
        SettleYoungWeakPointers();
        RunYoungDestructors();
        KeepShadowsOfPinned();
        SettleYoungRaw();
        long pinnedObjects = SortPinned();
        ResetNursery();
        _madeOld += _survivedBytes;
        _minorCollections++;
        _oldObjects += _survivedObjects;
        _allocatedBeforeNursery = allocated - pinnedObjects;
        EndMinor(ref record, before);
    }

    /// <summary>Gets the new address of what a slot refers to, after moving it out of the nursery.</summary>
    /// <param name="obj">What the slot refers to, not null.</param>
    /// <param name="parent">Address of the object that holds the slot, 0 for a root.</param>
    /// <returns>What the slot shall refer to.</returns>
    private nint DragOut(nint obj, nint parent)
    {
        if (!IsInNursery(obj))
        {
            if (_youngRaw.Count != 0)
            {
                ReachRaw(obj);
            }

            return obj;
        }

        return DragYoung(obj, parent);
    }

    /// <summary>Moves an object out of the nursery, unless it was moved before.</summary>
    /// <param name="obj">Its address in the nursery.</param>
    /// <param name="parent">Address of the object that refers to it, 0 for a root.</param>
    /// <returns>Where it is now.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // The body of the loop over what becomes old.
    private nint DragYoung(nint obj, nint parent)
    {
        ulong header = ObjectHeader.Of(obj);
        if (header == HeaderFlags.Forwarded)
        {
            return ObjectHeader.Forwarding(obj);
        }

        if ((header & (HeaderFlags.HasShadow | HeaderFlags.Pinned)) != 0)
        {
            return DragSpecial(obj, header, parent);
        }

        GcShape* shape = ShapeOf(header);
        nint bytes = ObjectHeader.Size(obj, shape);
        nint copy = AllocateOld(bytes);
        MoveTo(copy, obj, bytes, shape, header);
        return copy;
    }

    /// <summary>Copies an object to its old place and leaves its new address behind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Part of every promotion.
    private void MoveTo(nint copy, nint obj, nint bytes, GcShape* shape, ulong header)
    {
        ObjectHeader.Copy(obj, copy, bytes);
        ObjectHeader.Of(obj) = HeaderFlags.Forwarded;
        ObjectHeader.Forwarding(obj) = copy;
        _survivedBytes += bytes;
        _survivedObjects += HeaderFlags.CountOf(header);
        if ((shape->References | shape->ItemReferences) != 0)
        {
            _remembered.Push(copy);
        }
    }

    /// <summary>Keeps a pinned object where it is, or moves one with a shadow into it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // Rare.
    private nint DragSpecial(nint obj, ulong header, nint parent)
    {
        if ((header & HeaderFlags.Pinned) != 0)
        {
            KeepPinned(obj, parent);
            return obj;
        }

        nint shadow = ShadowSlot(obj);
        ulong wasVisited = ObjectHeader.Of(shadow) & HeaderFlags.Visited;
        GcShape* shape = ShapeOf(header);
        nint bytes = ObjectHeader.Size(obj, shape);
        MoveTo(shadow, obj, bytes, shape, header);
        ObjectHeader.Of(shadow) |= wasVisited;
        return shadow;
    }

    /// <summary>Traces the references of an object out of the nursery.</summary>
    private void DragFields(nint obj)
    {
        GcShape* shape = ShapeOf(ObjectHeader.Of(obj));
        nint* slot = (nint*)(obj + ObjectHeader.Bytes);
        for (nint* end = slot + shape->References; slot < end; slot++)
        {
            // A null is not in the nursery either.
            nint referent = *slot;
            if (IsInNursery(referent))
            {
                *slot = DragYoung(referent, obj);
            }
            else if (referent != 0 && _youngRaw.Count != 0)
            {
                ReachRaw(referent);
            }
        }

        if (shape->ItemReferences != 0)
        {
            DragItems(obj, shape, 0, ObjectHeader.Length(obj, shape));
        }
    }

    private void DragItems(nint obj, GcShape* shape, long first, long end)
    {
        nint item = obj + shape->FixedBytes + ((nint)first * shape->ItemBytes);
        nint last = obj + shape->FixedBytes + ((nint)end * shape->ItemBytes);
        int perItem = shape->ItemReferences;
        for (; item < last; item += shape->ItemBytes)
        {
            for (int i = 0; i < perItem; i++)
            {
                ref nint slot = ref ((nint*)item)[i];
                if (slot != 0)
                {
                    slot = DragOut(slot, obj);
                }
            }
        }
    }

    /// <summary>Turns black objects of a list, which have been written, gray.</summary>
    private void Regray(UnmanagedList<nint> list)
    {
        for (nint i = list.Count - 1; i >= 0; i--)
        {
            ref ulong header = ref ObjectHeader.Of(list[i]);
            if ((header & HeaderFlags.Visited) != 0)
            {
                header &= ~HeaderFlags.Visited;
                _moreToTrace.Push(list[i]);
            }
        }
    }

    private void DragRoots()
    {
        for (nint frame = InnermostFrame; frame != 0; frame = FrameChain.Previous(frame))
        {
            Span<ObjectReference> locals = FrameChain.Locals(frame);
            for (int i = locals.Length - 1; i >= 0; i--)
            {
                DragRoot(ref locals[i]);
            }
        }

        for (nint i = 0; i < _roots.Count; i++)
        {
            DragRoot(ref _roots[i]);
        }

        for (int i = 0; i < OwnRoots; i++)
        {
            DragRoot(ref _ownRoots[i]);
        }
    }

    private void DragRoot(ref ObjectReference root)
    {
        if (root.Address == 0)
        {
            return;
        }

        nint obj = DragOut(root.Address, 0);
        root = new(obj);
        if (_state == IncrementalState.Marking && (ObjectHeader.Of(obj) & (HeaderFlags.Visited | HeaderFlags.Pinned)) == 0)
        {
            _moreToTrace.Push(obj);
        }
    }

    /// <summary>Traces what was written since the last minor collection, and what that drags out, until nothing is left.</summary>
    private void DragRemembered()
    {
        do
        {
            while (_withCardsSet.Count != 0)
            {
                DragCards(_withCardsSet.Pop());
            }

            DragRememberedObjects();
        }
        while (_withCardsSet.Count != 0);
    }

    /// <summary>
    /// Traces the remembered objects and what they drag out: the loop in which a minor collection spends its time. What is
    /// copied is remembered in turn, so the list is a stack whose top lives in a register. Everything unusual is done by
    /// calls that are out of the way of small objects without items.
    /// </summary>
    private void DragRememberedObjects()
    {
        UnmanagedList<nint> list = _remembered;
        nint* top = list.Items + list.Count;
        nint shapes = _shapes.Base;
        nint nursery = _nursery;
        nuint nurseryBytes = (nuint)_nurseryBytes;
        bool isUsual = _youngRaw.Count == 0;
        long bytesMoved = 0;
        long objectsMoved = 0;
        while (top != list.Items)
        {
            nint obj = *--top;
            ulong remembered = ObjectHeader.Of(obj) | HeaderFlags.TrackYoungPointers;
            ObjectHeader.Of(obj) = remembered;
            GcShape* owner = (GcShape*)(shapes + (nint)(uint)remembered);
            if (owner->ItemReferences != 0 || !isUsual || list.Items + list.Capacity - top < owner->References)
            {
                list.SetCount((nint)(top - list.Items));
                list.EnsureRoom(owner->References);
                DragFields(obj);
                top = list.Items + list.Count;
                continue;
            }

            nint* slot = (nint*)(obj + ObjectHeader.Bytes);
            for (nint* end = slot + owner->References; slot < end; slot++)
            {
                nint referent = *slot;
                if ((nuint)(referent - nursery) >= nurseryBytes)
                {
                    continue; // Old, or null.
                }

                ulong header = ObjectHeader.Of(referent);
                if (header == HeaderFlags.Forwarded)
                {
                    *slot = ObjectHeader.Forwarding(referent);
                    continue;
                }

                GcShape* shape = (GcShape*)(shapes + (nint)(uint)header);
                nint bytes = shape->FixedBytes;
                nint copy = (header & (HeaderFlags.HasShadow | HeaderFlags.Pinned)) == 0 && shape->ItemBytes == 0
                    ? _arenas.TryAllocate(bytes)
                    : 0;
                if (copy == 0)
                {
                    list.SetCount((nint)(top - list.Items));
                    *slot = DragUnusual(referent, obj);
                    list.EnsureRoom(owner->References);
                    top = list.Items + list.Count;
                    continue;
                }

                *slot = copy;
                ObjectHeader.Copy(referent, copy, bytes);
                ObjectHeader.Of(referent) = HeaderFlags.Forwarded;
                ObjectHeader.Forwarding(referent) = copy;
                bytesMoved += bytes;
                objectsMoved += HeaderFlags.CountOf(header);
                if (shape->References != 0)
                {
                    *top++ = copy;
                    PrefetchReferents(copy, shape);
                }
            }
        }

        list.SetCount(0);
        _arenas.AddUsed(bytesMoved);
        _survivedBytes += bytesMoved;
        _survivedObjects += objectsMoved;
    }

    /// <summary>Moves an object with items or a shadow, a large one, a pinned one, or one that needs a new page.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // Out of the way of the usual.
    private nint DragUnusual(nint obj, nint parent) => DragYoung(obj, parent);

    /// <summary>Asks for what a copied object refers to: it will be copied next, and the nursery is larger than near caches.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // A few instructions.
    private static void PrefetchReferents(nint copy, GcShape* shape)
    {
        nint* slot = (nint*)(copy + ObjectHeader.Bytes);
        for (nint* end = slot + shape->References; slot < end; slot++)
        {
            Prefetch(*slot);
        }
    }

    /// <summary>Traces the items behind marked cards and clears the cards.</summary>
    private void DragCards(nint array)
    {
        ref ulong header = ref ObjectHeader.Of(array);
        header &= ~HeaderFlags.CardsSet;
        GcShape* shape = ShapeOf(header);
        if ((header & HeaderFlags.TrackYoungPointers) == 0)
        {
            _cards.Clear(array, shape); // It is on the other list and will be traced whole.
            return;
        }

        long length = ObjectHeader.Length(array, shape);
        for (long i = 0; i < _cards.UsedBytes(length); i++)
        {
            ref byte slot = ref CardMarks.ByteAt(array, i);
            uint cards = slot;
            slot = 0;
            for (; cards != 0; cards &= cards - 1)
            {
                long first = ((i * BitsPerByte) + BitOperations.TrailingZeroCount(cards)) * _cards.ItemsPerCard;
                DragItems(array, shape, first, Math.Min(first + _cards.ItemsPerCard, length));
            }
        }

        if (_state == IncrementalState.Marking)
        {
            header &= ~HeaderFlags.Visited;
            _moreToTrace.Push(array);
        }
    }
}

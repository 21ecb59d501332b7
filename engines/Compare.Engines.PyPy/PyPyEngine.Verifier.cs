using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Heap.Frames;
using Compare.Engines.Heap.Memory;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy;

/// <content>The verifier: an independent walk over all of the memory.</content>
internal sealed unsafe partial class PyPyEngine<TProbe>
{
    /// <inheritdoc/>
    /// <remarks>
    /// Checked: pages, arenas and their counts; every reference leads to the begin of an object that is there; every old object
    /// that refers to the nursery is remembered (or its card is marked); during marking no black object refers to a white one
    /// unless it will be looked at again; counts of objects and bytes.
    /// </remarks>
    public void Verify()
    {
        _arenas.Verify();
        HashSet<nint> known = [];
        long objects = 0;
        long raw = 0;
        VisitObjects((obj, space) =>
        {
            ulong header = ObjectHeader.Of(obj);
            CheckHeader(obj, header, space);
            known.Add(obj);
            objects += HeaderFlags.CountOf(header);
            raw += space == RawSpace ? SizeOfObject(obj) + CardBytes(obj, ShapeOf(header), header) : 0;
        });
        if (raw != _rawBytes || objects != ObjectCount)
        {
            throw new HeapCorruptionException(
                $"{objects} objects and {raw} raw bytes are there, {ObjectCount} and {_rawBytes} are counted.");
        }

        HashSet<nint> remembered = [.. _remembered.AsSpan(), .. _youngRaw.AsSpan()];
        HashSet<nint> gray = [.. _moreToTrace.AsSpan(), .. _toTrace.AsSpan(), .. _remembered.AsSpan()];
        CheckRoots(known);
        VisitObjects((obj, space) => CheckReferences(obj, space, known, remembered, gray));
        CheckLists(known);
    }

    private void CheckHeader(nint obj, ulong header, string space)
    {
        ulong number = header & HeaderFlags.ShapeMask;
        bool isShape = number % GcShape.Bytes == 0 && number / GcShape.Bytes < (ulong)_shapes.Count;
        if (header == HeaderFlags.Forwarded || !isShape)
        {
            throw new HeapCorruptionException($"The object at {obj:x} in {space} has a header of {header:x}.");
        }

        bool isYoungRaw = (header & HeaderFlags.YoungRaw) != 0;
        bool isInMinor = (header & HeaderFlags.VisitedRaw) != 0;
        if (isInMinor || (isYoungRaw && space != RawSpace))
        {
            throw new HeapCorruptionException($"The object at {obj:x} in {space} has flags {header:x} of another space.");
        }
    }

    private void CheckReferences(nint obj, string space, HashSet<nint> known, HashSet<nint> remembered, HashSet<nint> gray)
    {
        ulong header = ObjectHeader.Of(obj);
        GcShape* shape = ShapeOf(header);
        bool isDead = _state == IncrementalState.Sweeping && space != NurserySpace
            && (header & (HeaderFlags.Visited | HeaderFlags.YoungRaw)) == 0;
        bool isShadow = (header & HeaderFlags.Part) != 0 && shape->IsPart == 0;
        if (isDead || isShadow)
        {
            // Waits for the sweep, or is new since marking: what it refers to may be swept already. A shadow has no content
            // until its object moves there, or never.
            return;
        }

        bool mayPointToYoung = space == NurserySpace || remembered.Contains(obj);
        bool isBlack = _state == IncrementalState.Marking && (header & HeaderFlags.Visited) != 0 && !gray.Contains(obj)
            && (header & HeaderFlags.CardsSet) == 0 && space != NurserySpace;
        for (int i = 0; i < shape->References; i++)
        {
            Check(obj, ObjectHeader.Field(obj, i), known, mayPointToYoung, isBlack ? gray : null);
        }

        if (shape->ItemReferences == 0)
        {
            return;
        }

        bool hasCards = (header & HeaderFlags.HasCards) != 0;
        long length = ObjectHeader.Length(obj, shape);
        for (long item = 0; item < length; item++)
        {
            nint* slots = (nint*)(obj + shape->FixedBytes + ((nint)item * shape->ItemBytes));
            for (int i = 0; i < shape->ItemReferences; i++)
            {
                Check(obj, slots[i], known, mayPointToYoung || (hasCards && _cards.IsMarked(obj, item)), isBlack ? gray : null);
            }
        }
    }

    /// <summary>Checks one reference of an object.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="referent">What it refers to, or 0.</param>
    /// <param name="known">All objects that are there.</param>
    /// <param name="mayPointToYoung">Whether the object is remembered.</param>
    /// <param name="gray">What waits to be marked, when the object is black; else null.</param>
    private void Check(nint obj, nint referent, HashSet<nint> known, bool mayPointToYoung, HashSet<nint>? gray)
    {
        if (referent == 0)
        {
            return;
        }

        if (!known.Contains(referent))
        {
            throw new HeapCorruptionException($"The object at {obj:x} refers to {referent:x}, where no object begins.");
        }

        ulong header = ObjectHeader.Of(referent);
        bool isYoung = IsInNursery(referent) || (header & HeaderFlags.YoungRaw) != 0;
        bool isPinned = IsPinned(referent);
        if (isYoung && !mayPointToYoung && !isPinned)
        {
            throw new HeapCorruptionException($"The old object at {obj:x} refers to the young one at {referent:x} unremembered.");
        }

        if (gray is not null && !isYoung && (header & HeaderFlags.Visited) == 0 && !gray.Contains(referent))
        {
            throw new HeapCorruptionException($"The black object at {obj:x} refers to the white one at {referent:x}.");
        }
    }

    private void CheckRoots(HashSet<nint> known)
    {
        for (nint frame = InnermostFrame; frame != 0; frame = FrameChain.Previous(frame))
        {
            foreach (ObjectReference local in FrameChain.Locals(frame))
            {
                CheckKnown(local.Address, "a local of the frame at", frame, known);
            }
        }

        for (nint i = 0; i < _roots.Count; i++)
        {
            CheckKnown(_roots[i].Address, "root", i, known);
        }

        for (int i = 0; i < OwnRoots; i++)
        {
            CheckKnown(_ownRoots[i].Address, "root of the engine", i, known);
        }
    }

    private void CheckLists(HashSet<nint> known)
    {
        CheckList(_remembered, "the remembered set", known);
        CheckList(_withCardsSet, "the list of marked arrays", known);
        CheckList(_pointingToPinned, "the list of objects that point to pinned ones", known);
        CheckList(_toFinalize, "the finalizer queue", known);
        CheckList(_youngFinalizable, "the list of young objects with finalizers", known);
        CheckList(_oldFinalizable, "the list of objects with finalizers", known);
        CheckList(_youngWeakPointers, "the list of young weak pointers", known);
        CheckList(_youngWithDestructor, "the list of young objects with destructors", known);
        CheckList(_oldWithDestructor, "the list of objects with destructors", known);
    }

    private static void CheckList(UnmanagedList<nint> list, string name, HashSet<nint> known)
    {
        for (nint i = 0; i < list.Count; i++)
        {
            CheckKnown(list[i], $"entry of {name}", i, known);
        }
    }

    private static void CheckKnown(nint obj, string holder, nint where, HashSet<nint> known)
    {
        if (obj != 0 && !known.Contains(obj))
        {
            throw new HeapCorruptionException($"{holder} {where:x} refers to {obj:x}, where no object begins.");
        }
    }
}

using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.CPython.Cycles;
using Compare.Engines.CPython.Objects;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.CPython;

/// <content>
/// What happens to unreachable objects, in CPython's order: legacy finalizers, weak references, finalizers, resurrection,
/// deletion.
/// </content>
internal sealed unsafe partial class CPythonEngine<TProbe, TVersion>
{
    /// <summary>Objects that were found unreachable but are kept, each with a reference of its own (gc.garbage).</summary>
    private readonly UnmanagedList<nint> _garbage = new();

    /// <summary>Gets a value indicating whether trash is kept; not by HasFlag, which allocates in unoptimised code.</summary>
    private bool SavesAll => (Debug & CollectorDebug.SaveAll) == CollectorDebug.SaveAll;

    /// <summary>Deals with the objects that trial deletion found dead.</summary>
    /// <param name="older">Generation of what stays.</param>
    /// <param name="dead">Their number.</param>
    /// <param name="tally">What the collection has done.</param>
    private void HandleTrash(int older, long dead, ref CollectionTally tally)
    {
        if (_hasLegacyFinalizers)
        {
            tally.Uncollectable = MoveUncollectable();
            dead -= tally.Uncollectable;
        }

        long finalizersBefore = _finalizersRun;
        TrashContent content = ClearWeakReferencesToTrash(older, ref tally, out bool ranCode);
        if ((content & TrashContent.Finalizable) == TrashContent.Finalizable)
        {
            FinalizeTrash();
        }

        if (ranCode || _finalizersRun != finalizersBefore)
        {
            SplitResult split = TrialDeletion<TVersion>.SplitTrash(_unreachable, older, _trashList);
            GcList.Merge(_unreachable, Generation(older)); // No finalizer will run for the resurrected again.
            dead = split.Unreachable;
        }
        else
        {
            GcList.Merge(_unreachable, _trashList); // Nobody can have changed anything.
        }

        tally.Collected += dead;
        DeleteTrash(older, (content & TrashContent.Clearable) == TrashContent.Clearable);
        if (tally.Uncollectable > 0)
        {
            KeepUncollectable(older);
        }
    }

    /// <summary>Takes objects with a legacy finalizer, and all trash that they reach, out of the trash.</summary>
    /// <returns>Their number.</returns>
    private long MoveUncollectable()
    {
        long moved = 0;
        nint next;
        for (nint header = GcHeader.Next(_unreachable); header != _unreachable; header = next)
        {
            next = GcHeader.Next(header);
            if (ObjectLayout.Type(GcHeader.Object(header))->HasLegacyFinalizer != 0)
            {
                MoveOutOfTrash(header, _work);
                moved++;
            }
        }

        UncollectableVisitor visitor = new(_work);
        for (nint header = GcHeader.Next(_work); header != _work; header = GcHeader.Next(header))
        {
            Traversal.VisitChildren(GcHeader.Object(header), ref visitor);
        }

        return moved + visitor.Moved;
    }

    private static void MoveOutOfTrash(nint header, nint list)
    {
        GcList.Move(header, list);
        GcHeader.PreviousWord(header) &= ~GcHeader.Collecting;
    }

    /// <summary>Puts uncollectable objects into the garbage list and back into a generation.</summary>
    private void KeepUncollectable(int older)
    {
        for (nint header = GcHeader.Next(_work); header != _work; header = GcHeader.Next(header))
        {
            nint obj = GcHeader.Object(header);
            GcHeader.SetGeneration(header, GcHeader.GenerationBits(older));
            if (ObjectLayout.Type(obj)->HasLegacyFinalizer != 0 || SavesAll)
            {
                Retain(obj);
                _garbage.Push(obj);
            }
        }

        GcList.Merge(_work, Generation(older));
    }

    /// <summary>
    /// Clears every weak reference to or in the trash before any finalizer can see it, then calls the callbacks of
    /// those that are not trash themselves.
    /// </summary>
    /// <returns>What the trash contains.</returns>
    private TrashContent ClearWeakReferencesToTrash(int older, ref CollectionTally tally, out bool ranCode)
    {
        ranCode = false;
        TrashContent content = TrashContent.None;
        if (!_runsCodeAtDeath)
        {
            // No type of the program has a finalizer or can be the target of a weak reference.
            return _hasClearableTypes ? TrashContent.Clearable : TrashContent.None;
        }

        nint first = _callbacks.Count;
        for (nint header = GcHeader.Next(_unreachable); header != _unreachable; header = GcHeader.Next(header))
        {
            nint obj = GcHeader.Object(header);
            TypeInfo* info = ObjectLayout.Type(obj);
            content |= info->IsAnyTuple == 0 ? TrashContent.Clearable : TrashContent.None;
            if (info->IsSpecial == 0)
            {
                continue;
            }

            content |= info->IsFinalizable != 0 ? TrashContent.Finalizable : TrashContent.None;
            if (info->IsWeakReference != 0)
            {
                UnlinkWeak(obj); // Trash calls nobody.
            }

            while (info->IsWeaklyReferenceable != 0 && ObjectLayout.WeakList(obj) is nint weak and not 0)
            {
                ScheduleCallback(weak, UnlinkWeak(weak), !TrialDeletion<TVersion>.IsCollecting(weak));
            }
        }

        // A weak reference that dies of its own callback counts as collected.
        ranCode = _callbacks.Count != first;
        tally.Collected += CallCallbacks(first, older);
        return content;
    }

    /// <summary>Runs the finalizers of the trash in order; each sees the whole graph. Objects may die by count meanwhile.</summary>
    private void FinalizeTrash()
    {
        while (!GcList.IsEmpty(_unreachable))
        {
            nint header = GcHeader.Next(_unreachable);
            nint obj = GcHeader.Object(header);
            TypeInfo* info = ObjectLayout.Type(obj);
            GcList.Move(header, _seen);
            if (info->IsFinalizable != 0 && (GcHeader.PreviousWord(header) & GcHeader.Finalized) == 0)
            {
                GcHeader.PreviousWord(header) |= GcHeader.Finalized;
                Retain(obj);
                RunFinalizer(obj, _finalizers[info->Number]);
                DropReferenceAndDestroy(obj);
            }
        }

        GcList.Merge(_seen, _unreachable);
    }

    /// <summary>
    /// Breaks the cycles: clears one object after the other, and counting frees what falls apart. A tuple cannot be
    /// cleared, so CPython would keep a cycle of tuples alone, which only its C API can build; this interface can build
    /// one as well, so what is left is split once more and its tuples are cleared too.
    /// </summary>
    /// <param name="older">Generation of what stays.</param>
    /// <param name="hasClearable">Whether there may be anything but tuples.</param>
    private void DeleteTrash(int older, bool hasClearable)
    {
        if (SavesAll)
        {
            SaveTrash(older);
            return;
        }

        if (hasClearable)
        {
            ClearEach(_trashList, clearTuples: false);
            if (GcList.IsEmpty(_left))
            {
                return;
            }

            TrialDeletion<TVersion>.SplitTrash(_left, older, _trashList);
            GcList.Merge(_left, Generation(older));
        }

        ClearEach(_trashList, clearTuples: true);
        while (!GcList.IsEmpty(_left))
        {
            MoveTo(GcHeader.Next(_left), older);
        }
    }

    private void SaveTrash(int older)
    {
        while (!GcList.IsEmpty(_trashList))
        {
            nint header = GcHeader.Next(_trashList);
            Retain(GcHeader.Object(header));
            _garbage.Push(GcHeader.Object(header));
            MoveTo(header, older);
        }
    }

    /// <summary>Clears the objects of a list one by one; those that survive it go to the list of what is left.</summary>
    private void ClearEach(nint trash, bool clearTuples)
    {
        while (!GcList.IsEmpty(trash))
        {
            nint header = GcHeader.Next(trash);
            nint obj = GcHeader.Object(header);
            TypeInfo* info = ObjectLayout.Type(obj);
            if (clearTuples || info->IsAnyTuple == 0)
            {
                ObjectLayout.Count(obj)++; // Held: it must not die while it is being cleared.
                ClearReferences(obj, info);
                DropReferenceAndDestroy(obj);
            }

            if (GcHeader.Next(trash) == header)
            {
                GcList.Move(header, _left);
            }
        }
    }

    /// <summary>Makes an object a member of a generation.</summary>
    private void MoveTo(nint header, int generation)
    {
        GcList.Move(header, Generation(generation));
        GcHeader.SetGeneration(header, GcHeader.GenerationBits(generation));
    }

    /// <summary>Drops all references that an object holds (tp_clear).</summary>
    private void ClearReferences(nint obj, TypeInfo* info)
    {
        if (info->IsWeakReference != 0)
        {
            UnlinkWeak(obj);
        }

        for (int i = 0; i < info->References; i++)
        {
            ClearSlot(ref Field(obj, i));
        }

        if (info->Elements == Abstractions.Types.ElementKind.References)
        {
            nint* elements = (nint*)(obj + info->ElementsOffset);
            for (long i = ObjectLayout.Length(obj) - 1; i >= 0; i--)
            {
                ClearSlot(ref elements[i]);
            }
        }

        for (int buffer = 0; buffer < info->BufferCount; buffer++)
        {
            ClearBuffer(obj, info, buffer, _trashcanBudget);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // The loop that breaks cycles.
    private void ClearSlot(ref nint slot)
    {
        nint child = slot;
        slot = 0;
        ReleaseChild(child, _trashcanBudget);
    }

    private struct UncollectableVisitor(nint list) : IChildVisitor
    {
        public long Moved { get; private set; }

        public void Visit(nint child)
        {
            if (ObjectLayout.Type(child)->IsGc != 0 && TrialDeletion<TVersion>.IsCollecting(child))
            {
                MoveOutOfTrash(GcHeader.Of(child), list);
                Moved++;
            }
        }
    }
}

using System.Runtime.CompilerServices;
using Compare.Engines.CPython.Cycles;
using Compare.Engines.CPython.Objects;

namespace Compare.Engines.CPython;

/// <content>One collection, in CPython's order: split, weak references, finalizers, resurrection, deletion.</content>
internal sealed unsafe partial class CPythonEngine<TProbe>
{
    private long CollectCycles(int generation, ref long visited)
    {
        PrepareGenerations(generation);
        nint list = Generation(generation);
        int older = Math.Min(generation + 1, OldestGeneration);
        nint untracked = _tuplesChange ? 0 : _untrackedTuples;
        visited = TrialDeletion.SplitGeneration(list, generation, older, _unreachable, untracked, out long survivors);
        KeepSurvivors(generation, list, Generation(older), survivors);

        long collected = ClearWeakReferencesToTrash(_unreachable, older);
        FinalizeTrash(_unreachable);
        long left = TrialDeletion.SplitTrash(_unreachable, older, _trashList, out long resurrected);
        GcList.Merge(_unreachable, Generation(older)); // No finalizer will run for the resurrected again.
        collected += left - resurrected;
        DeleteTrash(_trashList, older);
        if (generation == OldestGeneration)
        {
            ClearFreeLists();
        }

        return collected;
    }

    private void KeepSurvivors(int generation, nint list, nint old, long survivors)
    {
        if (generation == OldestGeneration)
        {
            _longLivedPending = 0;
            _longLivedTotal = survivors;
            return;
        }

        if (generation == OldestGeneration - 1)
        {
            _longLivedPending += survivors;
        }

        GcList.Merge(list, old);
    }

    /// <summary>
    /// Clears every weak reference to or in the trash before any finalizer can see it, then calls the callbacks of
    /// those that are not trash themselves.
    /// </summary>
    /// <returns>Weak references that died of their callback; they count as collected.</returns>
    private int ClearWeakReferencesToTrash(nint unreachable, int older)
    {
        nint first = _callbacks.Count;
        for (nint header = GcHeader.Next(unreachable); header != unreachable; header = GcHeader.Next(header))
        {
            nint obj = GcHeader.Object(header);
            TypeInfo* info = ObjectLayout.Type(obj);
            if (info->IsWeakReference != 0)
            {
                UnlinkWeak(obj);
                WeakWord(obj, WeakTag) = 0; // Trash calls nobody.
            }
            else if (info->IsWeaklyReferenceable != 0)
            {
                DetachWeakReferences(obj);
            }
        }

        return CallCallbacksAndKeep(first, older);
    }

    private void DetachWeakReferences(nint target)
    {
        while (ObjectLayout.WeakList(target) is nint weak and not 0)
        {
            UnlinkWeak(weak);
            _weakCleared++;
            if (WeakWord(weak, WeakTag) != 0 && !TrialDeletion.IsCollecting(weak))
            {
                Retain(weak);
                _callbacks.Push(weak);
            }
        }
    }

    private int CallCallbacksAndKeep(nint first, int older)
    {
        int died = 0;
        for (nint i = first; i < _callbacks.Count; i++)
        {
            nint weak = _callbacks[i];
            CallCallback(weak);
            if (DropReferenceAndDestroy(weak))
            {
                died++;
            }
            else
            {
                MoveTo(GcHeader.Of(weak), older);
            }
        }

        _callbacks.Resize(first);
        return died;
    }

    /// <summary>Runs the finalizers of the trash in order; each sees the whole graph. Objects may die by count meanwhile.</summary>
    private void FinalizeTrash(nint unreachable)
    {
        while (!GcList.IsEmpty(unreachable))
        {
            nint header = GcHeader.Next(unreachable);
            nint obj = GcHeader.Object(header);
            TypeInfo* info = ObjectLayout.Type(obj);
            GcList.Move(header, _seen);
            if (info->IsFinalizable != 0 && (GcHeader.PreviousWord(header) & GcHeader.Finalized) == 0)
            {
                GcHeader.PreviousWord(header) |= GcHeader.Finalized;
                Retain(obj);
                RunFinalizer(obj, info);
                DropReferenceAndDestroy(obj);
            }
        }

        GcList.Merge(_seen, unreachable);
    }

    /// <summary>
    /// Breaks the cycles: clears one object after the other, and counting frees what falls apart. A tuple cannot be
    /// cleared, so CPython would keep a cycle of tuples alone, which only its C API can build; this interface can build
    /// one as well, so what is left is split once more and its tuples are cleared too.
    /// </summary>
    private void DeleteTrash(nint trash, int older)
    {
        ClearEach(trash, clearTuples: false);
        if (GcList.IsEmpty(_left))
        {
            return;
        }

        TrialDeletion.SplitTrash(_left, older, _dead, out _);
        GcList.Merge(_left, Generation(older));
        ClearEach(_dead, clearTuples: true);
        while (!GcList.IsEmpty(_left))
        {
            MoveTo(GcHeader.Next(_left), older);
        }
    }

    private void ClearEach(nint trash, bool clearTuples)
    {
        while (!GcList.IsEmpty(trash))
        {
            nint header = GcHeader.Next(trash);
            nint obj = GcHeader.Object(header);
            if (clearTuples || ObjectLayout.Type(obj)->IsTuple == 0)
            {
                ObjectLayout.Count(obj)++; // Held: it must not die while it is being cleared.
                ClearReferences(obj);
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
    private void ClearReferences(nint obj)
    {
        TypeInfo* info = ObjectLayout.Type(obj);
        for (int i = 0; i < info->References; i++)
        {
            ClearSlot(ref ObjectLayout.Field(obj, i));
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
            ClearBuffer(obj, info, buffer);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // The loop that breaks cycles.
    private void ClearSlot(ref nint slot)
    {
        nint child = slot;
        slot = 0;
        ReleaseChild(child);
    }
}

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
        nint old = Generation(Math.Min(generation + 1, OldestGeneration));
        GcHead unreachableHead = default;
        nint unreachable = GcHead.Initialize(&unreachableHead);
        visited = TrialDeletion.Split(list, unreachable, out long survivors);
        survivors -= UntrackTuples(list);
        KeepSurvivors(generation, list, old, survivors);

        long collected = ClearWeakReferencesToTrash(unreachable, old);
        FinalizeTrash(unreachable);
        GcHead trashHead = default;
        nint trash = GcHead.Initialize(&trashHead);
        long left = TrialDeletion.Split(unreachable, trash, out long resurrected);
        GcList.Merge(unreachable, old); // Resurrected; no finalizer will run for them again.
        collected += left - resurrected;
        DeleteTrash(trash, old);
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
    private int ClearWeakReferencesToTrash(nint unreachable, nint old)
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

        return CallCallbacksAndKeep(first, old);
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

    private int CallCallbacksAndKeep(nint first, nint old)
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
                GcList.Move(GcHeader.Of(weak), old);
            }
        }

        _callbacks.Resize(first);
        return died;
    }

    /// <summary>Runs the finalizers of the trash in order; each sees the whole graph. Objects may die by count meanwhile.</summary>
    private void FinalizeTrash(nint unreachable)
    {
        GcHead seenHead = default;
        nint seen = GcHead.Initialize(&seenHead);
        while (!GcList.IsEmpty(unreachable))
        {
            nint header = GcHeader.Next(unreachable);
            nint obj = GcHeader.Object(header);
            TypeInfo* info = ObjectLayout.Type(obj);
            GcList.Move(header, seen);
            if (info->IsFinalizable != 0 && (GcHeader.PreviousWord(header) & GcHeader.Finalized) == 0)
            {
                GcHeader.PreviousWord(header) |= GcHeader.Finalized;
                Retain(obj);
                RunFinalizer(obj, info);
                DropReferenceAndDestroy(obj);
            }
        }

        GcList.Merge(seen, unreachable);
    }

    /// <summary>
    /// Breaks the cycles: clears one object after the other, and counting frees what falls apart. A tuple cannot be
    /// cleared, so CPython would keep a cycle of tuples alone, which only its C API can build; this interface can build
    /// one as well, so what is left is split once more and its tuples are cleared too.
    /// </summary>
    private void DeleteTrash(nint trash, nint old)
    {
        GcHead leftHead = default;
        nint left = GcHead.Initialize(&leftHead);
        ClearEach(trash, left, clearTuples: false);
        if (GcList.IsEmpty(left))
        {
            return;
        }

        GcHead deadHead = default;
        nint dead = GcHead.Initialize(&deadHead);
        TrialDeletion.Split(left, dead, out _);
        GcList.Merge(left, old);
        ClearEach(dead, old, clearTuples: true);
    }

    private void ClearEach(nint trash, nint survivors, bool clearTuples)
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
                GcList.Move(header, survivors);
                GcHeader.PreviousWord(header) &= ~GcHeader.Collecting;
            }
        }
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

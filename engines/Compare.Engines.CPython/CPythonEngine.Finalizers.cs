using System.Runtime.ExceptionServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.CPython.Objects;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.CPython;

/// <content>Finalizers: once an object, with resurrection (PEP 442, Antoine Pitrou 2013); and the legacy kind before it.</content>
internal sealed unsafe partial class CPythonEngine<TProbe, TVersion>
{
    private long _finalizersRun;

    /// <summary>
    /// The part of a death that only some types have, in CPython's order: finalizer, weak references with their
    /// callbacks, legacy finalizer, and weak references that a finalizer has made.
    /// </summary>
    /// <returns>False when the object was resurrected.</returns>
    private bool FinalizeSpecial(nint obj, TypeInfo* info)
    {
        if (info->IsFinalizable != 0 && FinalizeDying(obj, info))
        {
            return false;
        }

        if (info->IsWeaklyReferenceable != 0 && ObjectLayout.WeakList(obj) != 0)
        {
            ClearWeakReferences(obj);
        }

        if (info->HasLegacyFinalizer != 0 && RunOnDying(obj, info, _legacyFinalizers[info->Number]))
        {
            return false;
        }

        while (info->IsWeaklyReferenceable != 0 && ObjectLayout.WeakList(obj) is nint late and not 0)
        {
            UnlinkWeak(late);
        }

        return true;
    }

    /// <summary>Runs the finalizer of an object whose count has reached zero, unless it has run before.</summary>
    /// <returns>True when it was resurrected; it is tracked again.</returns>
    private bool FinalizeDying(nint obj, TypeInfo* info)
    {
        if (info->IsGc == 0)
        {
            return RunOnDying(obj, info, _finalizers[info->Number]); // No header, no mark: at every death.
        }

        nint header = GcHeader.Of(obj);
        if ((GcHeader.PreviousWord(header) & GcHeader.Finalized) != 0)
        {
            return false;
        }

        // The mark is set after the call on this path, before it inside a collection.
        bool isResurrected = RunOnDying(obj, info, _finalizers[info->Number]);
        GcHeader.PreviousWord(header) |= GcHeader.Finalized;
        return isResurrected;
    }

    /// <summary>Runs code on a dying object, which is tracked and has one reference meanwhile.</summary>
    /// <returns>True when it was resurrected.</returns>
    private bool RunOnDying(nint obj, TypeInfo* info, Finalizer<ObjectReference>? finalizer)
    {
        if (info->IsGc != 0)
        {
            Track(obj);
        }

        ObjectLayout.Count(obj) = 1;
        RunFinalizer(obj, finalizer);
        if (ObjectLayout.Count(obj) > 1)
        {
            ObjectLayout.Count(obj)--;
            return true;
        }

        ObjectLayout.Count(obj) = 0;
        if (info->IsGc != 0)
        {
            Untrack(obj);
        }

        return false;
    }

    /// <summary>Calls a finalizer of an object that somebody holds.</summary>
    private void RunFinalizer(nint obj, Finalizer<ObjectReference>? finalizer)
    {
        _finalizersRun++;
        if (finalizer == null)
        {
            return;
        }

        ObjectReference self = new(obj);
        Retain(obj);
        try
        {
            finalizer(ref self);
        }
        catch (Exception thrown)
        {
            DeferException(thrown);
        }

        if (self.Address != 0)
        {
            Release(self.Address);
        }
    }

    /// <summary>
    /// Keeps what a finalizer or callback threw for the next check point: unwinding through a half-done death would leave
    /// the heap torn. CPython prints such exceptions; here the program gets the first one.
    /// </summary>
    private void DeferException(Exception thrown)
    {
        _pendingException ??= ExceptionDispatchInfo.Capture(thrown);
        Pending = 1;
    }
}

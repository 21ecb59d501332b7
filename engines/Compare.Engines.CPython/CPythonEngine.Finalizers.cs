using System.Runtime.ExceptionServices;
using Compare.Engines.CPython.Objects;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.CPython;

/// <content>Finalizers: once an object, with resurrection (PEP 442, Antoine Pitrou 2013).</content>
internal sealed unsafe partial class CPythonEngine<TProbe>
{
    private long _finalizersRun;

    /// <summary>
    /// The part of a death that only some types have, in CPython's order: finalizer, weak references, callbacks.
    /// </summary>
    /// <returns>False when the object was resurrected.</returns>
    private bool FinalizeSpecial(nint obj, TypeInfo* info)
    {
        if (info->IsWeakReference != 0)
        {
            UnlinkWeak(obj);
            return true;
        }

        if (info->IsFinalizable != 0 && FinalizeDying(obj, info))
        {
            return false;
        }

        if (info->IsWeaklyReferenceable != 0 && ObjectLayout.WeakList(obj) != 0)
        {
            ClearWeakReferences(obj);
        }

        return true;
    }

    /// <summary>Runs the finalizer of an object whose count has reached zero.</summary>
    /// <returns>True when it was resurrected; it is tracked again.</returns>
    private bool FinalizeDying(nint obj, TypeInfo* info)
    {
        nint header = GcHeader.Of(obj);
        if ((GcHeader.PreviousWord(header) & GcHeader.Finalized) != 0)
        {
            return false;
        }

        Track(obj);
        ObjectLayout.Count(obj) = 1;
        RunFinalizer(obj, info);

        // The mark is set after the call on this path, before it inside a collection.
        GcHeader.PreviousWord(header) |= GcHeader.Finalized;
        if (ObjectLayout.Count(obj) > 1)
        {
            ObjectLayout.Count(obj)--;
            return true;
        }

        ObjectLayout.Count(obj) = 0;
        Untrack(obj);
        return false;
    }

    /// <summary>Calls the finalizer of an object that somebody holds.</summary>
    private void RunFinalizer(nint obj, TypeInfo* info)
    {
        _finalizersRun++;
        if (_finalizers[info->Number] is not { } finalizer)
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

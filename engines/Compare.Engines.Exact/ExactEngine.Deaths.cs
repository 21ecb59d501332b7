using System.Runtime.CompilerServices;
using Compare.Engines.Exact.Objects;
using Compare.Engines.Heap.Frames;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.Exact;

/// <content>Counts, and the deaths that they show.</content>
internal sealed unsafe partial class ExactEngine
{
    /// <summary>Objects whose count fell to zero and that are not reclaimed yet.</summary>
    private readonly UnmanagedList<nint> _dying = new();

    private long _finalizersRun;

    /// <summary>Counts a reference that was made.</summary>
    /// <param name="reference">What it leads to.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // On the path of every copy of a reference.
    internal void Retain(nint reference)
    {
        if (reference != 0 && (reference & TagMask) == 0)
        {
            ExactObject.At(reference)->Count++;
        }
    }

    /// <summary>Counts a reference that was destroyed: the object dies, or is stamped.</summary>
    /// <param name="reference">What it led to.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // On the path of every copy of a reference.
    internal void Release(nint reference)
    {
        if (reference == 0 || (reference & TagMask) != 0)
        {
            return;
        }

        ExactObject* obj = ExactObject.At(reference);
        if (--obj->Count == 0)
        {
            Die(obj);
        }
        else
        {
            obj->Stamp = Clock;
        }
    }

    /// <summary>Ends a frame: releases its locals in their order.</summary>
    /// <param name="frame">Address of a frame that is off the chain.</param>
    internal void ReleaseLocals(nint frame)
    {
        foreach (ref ObjectReference local in FrameChain.Locals(frame))
        {
            nint held = local.Address;
            local = default;
            Release(held);
        }
    }

    /// <summary>Ends all frames inside a frame, innermost first.</summary>
    /// <param name="frame">Address of the frame that catches.</param>
    internal void UnwindTo(nint frame)
    {
        while (InnermostFrame != frame)
        {
            nint skipped = InnermostFrame;
            InnermostFrame = FrameChain.Previous(skipped);
            ReleaseLocals(skipped);
        }
    }

    /// <summary>Reclaims an object whose count is zero, and what dies of it, without recursion.</summary>
    /// <remarks>A finalizer or callback may release more; that is done before it goes on, so deaths are prompt there too.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)] // Keeps releases small.
    private void Die(ExactObject* obj)
    {
        nint floor = _dying.Count;
        _dying.Push((nint)obj);
        while (_dying.Count > floor)
        {
            Reclaim(ExactObject.At(_dying.Pop()));
        }
    }

    private void Reclaim(ExactObject* obj)
    {
        if (AwaitsFinalizer(obj) && Finalize(obj))
        {
            return;
        }

        if (obj->Weak != null)
        {
            ClearWeakReferencesTo(obj, isTraced: false);
            DeliverCallbacks();
        }

        ExactFlags held = obj->Flags & ExactFlags.HeldByGarbage;
        RecordDeath(obj, Clock, isCyclic: held != ExactFlags.None);
        nint first = _dying.Count;
        ReleaseVisitor visitor = new(_dying, Clock, held);
        Edges.Visit(obj, TagMask, ref visitor);
        _dying.AsSpan()[(int)first..].Reverse(); // So that the first field's object is next.
        Unlink(obj);
        FreeMemory(obj);
    }

    private bool AwaitsFinalizer(ExactObject* obj) =>
        obj->Type->IsFinalizable != 0 && (obj->Flags & ExactFlags.Finalized) == ExactFlags.None && _finalizers[obj->Type->Number] is not null;

    /// <summary>Runs the finalizer of an object without references.</summary>
    /// <returns>True when the object has references again.</returns>
    private bool Finalize(ExactObject* obj)
    {
        obj->Count = 1;
        CallFinalizer(obj);
        obj->Count--;
        obj->Stamp = Clock;
        return obj->Count > 0;
    }

    private void CallFinalizer(ExactObject* obj)
    {
        obj->Flags |= ExactFlags.Finalized;
        _finalizersRun++;
        Observer?.FinalizerCalled();

        ObjectReference self = new((nint)obj);
        _finalizers[obj->Type->Number]!(ref self);
    }

    private void RecordDeath(ExactObject* obj, long time, bool isCyclic)
    {
        long nominal = NominalBytes(obj);
        long buffers = 0;
        for (int i = 0; i < obj->Type->Buffers; i++)
        {
            ExactBuffer* buffer = ExactObject.Buffers(obj)[i];
            if (buffer != null)
            {
                buffers += buffer->NominalBytes;
                Observer?.BufferDied(buffer->Birth, buffer->NominalBytes, time);
            }
        }

        _liveObjects--;
        _liveBytes -= nominal + buffers;
        Observer?.ObjectDied(obj->Birth, nominal, buffers, time, isCyclic);
    }

    /// <summary>Ends what others know of a dying object by its address.</summary>
    private void Unlink(ExactObject* obj)
    {
        if (obj->Type->WeakOffset != 0)
        {
            UnlinkWeak(obj);
        }

        if ((obj->Flags & ExactFlags.Interned) != ExactFlags.None)
        {
            _sharedObjects!.Forget(obj);
        }
    }

    /// <summary>Takes away the references that a dead object held.</summary>
    private readonly struct ReleaseVisitor(UnmanagedList<nint> dying, long clock, ExactFlags held) : IEdgeVisitor
    {
        public void Visit(ExactObject* target)
        {
            target->Flags |= held;
            if (--target->Count == 0)
            {
                dying.Push((nint)target);
            }
            else
            {
                target->Stamp = clock;
            }
        }
    }
}

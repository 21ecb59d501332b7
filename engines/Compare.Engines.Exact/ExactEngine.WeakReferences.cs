using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Exact.Objects;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.Exact;

/// <content>Weak references: each is in a list of its target, newest first.</content>
internal sealed unsafe partial class ExactEngine
{
    private readonly ExactTypeInfo* _weakReferenceInfo;

    /// <summary>Callbacks to be called: the weak reference, which is held, and its tag.</summary>
    private readonly UnmanagedList<DueCallback> _callbacks = new();

    private long _weakCleared;

    /// <summary>Gets or sets the program's answer to dead targets.</summary>
    internal WeakCallback<ObjectReference>? WeakCallback { get; set; }

    /// <summary>Gets the type of plain weak references.</summary>
    internal ExactTypeInfo* WeakReferenceInfo => _weakReferenceInfo;

    /// <summary>Allocates a weak reference.</summary>
    /// <param name="info">Its type.</param>
    /// <param name="target">A local with its target.</param>
    /// <param name="kind">Its kind; <see cref="WeakKind.Subclass"/> is never shared.</param>
    /// <param name="tag">What the callback is told, or 0.</param>
    /// <returns>The weak reference, with a count of one.</returns>
    internal ExactObject* NewWeak(ExactTypeInfo* info, ref ObjectReference target, WeakKind kind, long tag)
    {
        bool isObject = (target.Address & TagMask) == 0;
        ExactTypeInfo* targetInfo = isObject ? ExactObject.At(target.Address)->Type : ImmediateType(target.Address);
        if (!isObject || targetInfo->IsWeaklyReferenceable == 0)
        {
            throw new InvalidOperationException($"{_types.Type(targetInfo->Number)} is not weakly referenceable.");
        }

        if (info->WeakOffset == 0)
        {
            throw new InvalidOperationException($"{_types.Type(info->Number)} is no type of weak references.");
        }

        ExactObject* weak = New(info, 0);
        ExactObject* obj = ExactObject.At(target.Address);
        ExactWeakLink* link = ExactObject.Link(weak);
        *link = new() { Target = obj, Tag = tag, Kind = (long)kind, Next = obj->Weak };
        if (obj->Weak != null)
        {
            ExactObject.Link(obj->Weak)->Previous = weak;
        }

        obj->Weak = weak;
        Observer?.WeakReferenceMade();

        return weak;
    }

    /// <summary>Gets the target of a weak reference.</summary>
    /// <param name="weak">A weak reference.</param>
    /// <returns>The target, or null when it is dead or about to be reclaimed.</returns>
    internal static ExactObject* WeakTarget(ExactObject* weak)
    {
        ExactObject* target = ExactObject.Link(weak)->Target;
        return target != null && target->Count == 0 ? null : target;
    }

    private static void UnlinkWeak(ExactObject* weak)
    {
        ExactWeakLink* link = ExactObject.Link(weak);
        if (link->Target == null)
        {
            return;
        }

        (link->Previous == null ? ref link->Target->Weak : ref ExactObject.Link(link->Previous)->Next) = link->Next;
        if (link->Next != null)
        {
            ExactObject.Link(link->Next)->Previous = link->Previous;
        }

        *link = default;
    }

    /// <summary>Clears the weak references to a dead object and lists the callbacks of those that live.</summary>
    /// <param name="obj">The dead object.</param>
    /// <param name="isTraced">Whether a trace has just marked what lives.</param>
    private void ClearWeakReferencesTo(ExactObject* obj, bool isTraced)
    {
        while (obj->Weak != null)
        {
            ExactObject* weak = obj->Weak;
            long tag = ExactObject.Link(weak)->Tag;
            UnlinkWeak(weak);
            _weakCleared++;
            bool lives = weak->Count > 0 && (!isTraced || weak->Mark == _mark);
            if (lives && tag != 0 && WeakCallback is not null)
            {
                weak->Count++;
                _callbacks.Push(new() { Weak = (nint)weak, Tag = tag });
            }
        }
    }

    /// <summary>Calls the callbacks that are due; one that makes others due calls them before it returns.</summary>
    private void DeliverCallbacks()
    {
        nint end = _callbacks.Count;
        nint first = _nextCallback;
        _nextCallback = end;
        for (nint i = first; i < end; i++)
        {
            DueCallback due = _callbacks[i];
            ObjectReference local = new(due.Weak);
            WeakCallback!(ref local, due.Tag);
            Release(due.Weak);
        }

        _nextCallback = first;
        _callbacks.SetCount(first);
    }

    private nint _nextCallback;

    private struct DueCallback
    {
        public nint Weak;
        public long Tag;
    }
}

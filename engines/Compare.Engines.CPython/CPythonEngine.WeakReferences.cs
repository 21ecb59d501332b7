using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.CPython.Objects;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.CPython;

/// <content>Weak references: objects in a list of their target, newest first.</content>
/// <remarks>
/// Words of a weak reference (64 bytes, as CPython's): target, tag of the callback or 0, previous and next in the list.
/// CPython shares one callback-less reference for each target; here each <c>NewWeak</c> makes one, so that every engine
/// allocates the same objects.
/// </remarks>
internal sealed unsafe partial class CPythonEngine<TProbe>
{
    private const int WeakTarget = 0;
    private const int WeakTag = 1;
    private const int WeakPrevious = 2;
    private const int WeakNext = 3;

    /// <summary>Cleared weak references whose callbacks are still to be called, each with a reference of its own.</summary>
    private readonly UnmanagedList<nint> _callbacks = new();
    private long _weakCleared;

    /// <summary>Gets or sets the program's answer to dead targets.</summary>
    internal WeakCallback<ObjectReference>? WeakCallback { get; set; }

    /// <summary>Reads the target of a weak reference.</summary>
    /// <param name="weak">Address of the weak reference.</param>
    /// <returns>Address of the target, or 0 when it is dead.</returns>
    internal static nint WeakTargetOf(nint weak) => WeakWord(weak, WeakTarget);

    /// <summary>Allocates a weak reference.</summary>
    /// <param name="target">Address of its target.</param>
    /// <param name="tag">What the callback is told, or 0.</param>
    /// <returns>Address of the weak reference, with a count of one.</returns>
    internal nint NewWeak(nint target, long tag)
    {
        TypeInfo* targetInfo = ObjectLayout.Type(target);
        if (targetInfo->IsWeaklyReferenceable == 0)
        {
            throw new InvalidOperationException($"{_types.Type(targetInfo->Number)} is not weakly referenceable.");
        }

        nint weak = NewObject(_weakReferenceInfo);
        nint first = ObjectLayout.WeakList(target);
        WeakWord(weak, WeakTarget) = target;
        WeakWord(weak, WeakTag) = (nint)tag;
        WeakWord(weak, WeakPrevious) = 0;
        WeakWord(weak, WeakNext) = first;
        if (first != 0)
        {
            WeakWord(first, WeakPrevious) = weak;
        }

        ObjectLayout.WeakList(target) = weak;
        return weak;
    }

    private static ref nint WeakWord(nint weak, int word) => ref ObjectLayout.Field(weak, word);

    /// <summary>Takes a weak reference out of its target's list; it is dead from now on.</summary>
    private static void UnlinkWeak(nint weak)
    {
        nint target = WeakWord(weak, WeakTarget);
        if (target == 0)
        {
            return;
        }

        nint previous = WeakWord(weak, WeakPrevious);
        nint next = WeakWord(weak, WeakNext);
        if (previous == 0)
        {
            ObjectLayout.WeakList(target) = next;
        }
        else
        {
            WeakWord(previous, WeakNext) = next;
        }

        if (next != 0)
        {
            WeakWord(next, WeakPrevious) = previous;
        }

        WeakWord(weak, WeakTarget) = 0;
    }

    /// <summary>Clears the weak references to a dying object, then calls the callbacks of those that live.</summary>
    private void ClearWeakReferences(nint target)
    {
        nint first = _callbacks.Count;
        while (ObjectLayout.WeakList(target) is nint weak and not 0)
        {
            UnlinkWeak(weak);
            _weakCleared++;
            if (WeakWord(weak, WeakTag) != 0 && ObjectLayout.Count(weak) > 0)
            {
                Retain(weak);
                _callbacks.Push(weak);
            }
        }

        CallCallbacks(first);
    }

    /// <summary>Calls the callbacks from a position of the list on, in order, and empties the list from there.</summary>
    /// <returns>Weak references that died of their own callback.</returns>
    private int CallCallbacks(nint first)
    {
        int died = 0;
        for (nint i = first; i < _callbacks.Count; i++)
        {
            nint weak = _callbacks[i];
            CallCallback(weak);
            died += DropReferenceAndDestroy(weak) ? 1 : 0;
        }

        _callbacks.Resize(first);
        return died;
    }

    private void CallCallback(nint weak)
    {
        long tag = WeakWord(weak, WeakTag);
        if (WeakCallback is not { } callback)
        {
            return;
        }

        ObjectReference local = new(weak);
        Retain(weak);
        try
        {
            callback(ref local, tag);
        }
        catch (Exception thrown)
        {
            DeferException(thrown);
        }

        if (local.Address != 0)
        {
            Release(local.Address);
        }
    }

    private bool DropReferenceAndDestroy(nint obj)
    {
        bool died = DropReference(obj);
        if (died)
        {
            Deallocate(obj);
        }

        return died;
    }
}

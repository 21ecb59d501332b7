using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.CPython.Objects;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.CPython;

/// <content>Weak references: objects in a list of their target (Objects/weakrefobject.c).</content>
/// <remarks>
/// Words of a weak reference (64 bytes with its header, as CPython's): target, tag of the callback or 0, previous and
/// next in the list, kind. The list begins with the shared reference and the shared proxy, if there are any; the others
/// follow, newest first.
/// </remarks>
internal sealed unsafe partial class CPythonEngine<TProbe, TVersion>
{
    private const int WeakTarget = 0;
    private const int WeakTag = 1;
    private const int WeakPrevious = 2;
    private const int WeakNext = 3;
    private const int WeakKindWord = 4;

    /// <summary>Entries of <see cref="_callbacks"/> for one callback: the weak reference, which is held, and its tag.</summary>
    private const int CallbackEntries = 2;

    /// <summary>Stands for no generation: weak references stay where they are after their callback.</summary>
    private const int NoGeneration = -1;

    /// <summary>Cleared weak references whose callbacks are still to be called.</summary>
    private readonly UnmanagedList<nint> _callbacks = new();
    private long _weakCleared;

    /// <summary>Gets or sets the program's answer to dead targets.</summary>
    internal WeakCallback<ObjectReference>? WeakCallback { get; set; }

    /// <summary>Reads the target of a weak reference.</summary>
    /// <param name="weak">Address of the weak reference.</param>
    /// <returns>Address of the target, or 0 when it is dead or waits in the trashcan.</returns>
    internal static nint WeakTargetOf(nint weak)
    {
        nint target = WeakWord(weak, WeakTarget);
        return target != 0 && ObjectLayout.Count(target) == 0 ? 0 : target;
    }

    /// <summary>Allocates a weak reference that is not shared.</summary>
    /// <param name="info">Its type.</param>
    /// <param name="target">Address of its target.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="tag">What the callback is told, or 0.</param>
    /// <returns>Address of the weak reference, with a count of one.</returns>
    internal nint NewWeak(TypeInfo* info, nint target, WeakKind kind, long tag)
    {
        TypeInfo* targetInfo = ObjectLayout.Type(target);
        if (targetInfo->IsWeaklyReferenceable == 0)
        {
            throw new InvalidOperationException($"{_types.Type(targetInfo->Number)} is not weakly referenceable.");
        }

        nint weak = NewObject(info);
        WeakWord(weak, WeakTarget) = target;
        WeakWord(weak, WeakTag) = (nint)tag;
        WeakWord(weak, WeakKindWord) = (nint)kind;
        bool isShared = tag == 0 && kind != WeakKind.Subclass;
        nint after = SharedWeak(target, WeakKind.Reference);
        if (!isShared || kind == WeakKind.Proxy)
        {
            nint proxy = isShared ? 0 : SharedWeak(target, WeakKind.Proxy);
            LinkWeak(weak, target, proxy != 0 ? proxy : after);
        }
        else
        {
            LinkWeak(weak, target, 0);
        }

        return weak;
    }

    /// <summary>Allocates a weak reference for <c>NewWeak</c>, which never shares one.</summary>
    /// <param name="target">Address of its target.</param>
    /// <param name="tag">What the callback is told, or 0.</param>
    /// <returns>Address of the weak reference, with a count of one.</returns>
    internal nint NewWeak(nint target, long tag) => NewWeak(_weakReferenceInfo, target, WeakKind.Subclass, tag);

    private static ref nint WeakWord(nint weak, int word) =>
        ref ((nint*)(weak + ObjectLayout.Type(weak)->WeakBodyOffset))[word];

    /// <summary>Finds the shared reference or proxy of an object: one of the first two of its list.</summary>
    private static nint SharedWeak(nint target, WeakKind kind)
    {
        nint weak = ObjectLayout.WeakList(target);
        for (int i = 0; i < 2 && weak != 0; i++, weak = WeakWord(weak, WeakNext))
        {
            if (WeakWord(weak, WeakKindWord) == (nint)kind && WeakWord(weak, WeakTag) == 0)
            {
                return weak;
            }
        }

        return 0;
    }

    private static void LinkWeak(nint weak, nint target, nint previous)
    {
        ref nint link = ref previous == 0 ? ref ObjectLayout.WeakList(target) : ref WeakWord(previous, WeakNext);
        nint next = link;
        link = weak;
        WeakWord(weak, WeakPrevious) = previous;
        WeakWord(weak, WeakNext) = next;
        if (next != 0)
        {
            WeakWord(next, WeakPrevious) = weak;
        }
    }

    /// <summary>Takes a weak reference out of its target's list; it is dead from now on and calls nobody.</summary>
    /// <returns>The tag of its callback, or 0.</returns>
    private static nint UnlinkWeak(nint weak)
    {
        nint tag = WeakWord(weak, WeakTag);
        WeakWord(weak, WeakTag) = 0;
        nint target = WeakWord(weak, WeakTarget);
        if (target == 0)
        {
            return tag;
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
        return tag;
    }

    /// <summary>Clears the weak references to a dying object, then calls the callbacks of those that live.</summary>
    private void ClearWeakReferences(nint target)
    {
        nint first = _callbacks.Count;
        while (ObjectLayout.WeakList(target) is nint weak and not 0)
        {
            ScheduleCallback(weak, UnlinkWeak(weak), ObjectLayout.Count(weak) != 0);
        }

        CallCallbacks(first, NoGeneration);
    }

    /// <summary>Notes the callback of a weak reference that has just been cleared.</summary>
    private void ScheduleCallback(nint weak, nint tag, bool isAlive)
    {
        _weakCleared++;
        if (tag != 0 && isAlive)
        {
            Retain(weak);
            _callbacks.Push(weak);
            _callbacks.Push(tag);
        }
    }

    /// <summary>Calls the callbacks from a position of the list on, in order, and empties the list from there.</summary>
    /// <param name="first">The position.</param>
    /// <param name="older">Generation of the weak references that survive, as a collection decides it; or none.</param>
    /// <returns>Weak references that died of their own callback.</returns>
    private int CallCallbacks(nint first, int older)
    {
        int died = 0;
        for (nint i = first; i < _callbacks.Count; i += CallbackEntries)
        {
            nint weak = _callbacks[i];
            CallCallback(weak, _callbacks[i + 1]);
            if (DropReferenceAndDestroy(weak))
            {
                died++;
            }
            else if (older != NoGeneration)
            {
                MoveTo(GcHeader.Of(weak), older);
            }
        }

        _callbacks.Resize(first);
        return died;
    }

    private void CallCallback(nint weak, long tag)
    {
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
            Deallocate(obj, _trashcanBudget);
        }

        return died;
    }
}

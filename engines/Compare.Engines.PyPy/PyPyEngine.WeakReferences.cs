using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Heap.Memory;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy;

/// <content>
/// Weak references of the program. Each is an object with a weak pointer of the collector to its target; the target's
/// lifeline knows all of them, weakly, and has a finalizer that calls their callbacks, if there are any.
/// </content>
/// <remarks>
/// pypy/module/_weakref/interp__weakref.py. So callbacks are called newest first, by a major collection and not before, and
/// for an object with a finalizer one collection after that has run. Here a lifeline's list is linked, not an array.
/// </remarks>
internal sealed unsafe partial class PyPyEngine<TProbe>
{
    /// <summary>Word of a weak reference that holds its tag.</summary>
    private const int TagWord = 1;

    /// <summary>Offset, in a lifeline, of whether it has a finalizer; its list precedes it.</summary>
    private const int RegisteredOffset = ObjectHeader.Bytes + ObjectHeader.SlotBytes;

    /// <summary>Word of a weak reference that holds its kind.</summary>
    private const int KindWord = 0;

    private readonly GcShape* _weakPointerShape;
    private readonly GcShape* _lifelineShape;
    private readonly GcShape* _lifelineEntryShape;
    private readonly PyPyTypeInfo* _weakReferenceInfo;

    /// <summary>Gets or sets the program's answer to dead targets.</summary>
    internal WeakCallback<ObjectReference>? WeakCallback { get; set; }

    /// <summary>Makes a weak reference.</summary>
    /// <param name="local">Receives it.</param>
    /// <param name="target">Its target; updated when it moves.</param>
    /// <param name="tag">What the callback is told, or 0.</param>
    /// <param name="kind">Reference or proxy, as a number.</param>
    /// <param name="type">Its type.</param>
    internal void NewWeak(ref ObjectReference local, ref ObjectReference target, long tag, int kind, PyPyTypeInfo* type)
    {
        GcShape* targetShape = ShapeOf(ObjectHeader.Of(target.Address));
        if (targetShape->LifelineOffset == 0)
        {
            throw new InvalidOperationException($"{_types.Type(targetShape->Owner->Number)} is not weakly referenceable.");
        }

        // The program's own local may be the target's; what is built here has roots of its own until it is complete.
        ref ObjectReference weak = ref _ownRoots[SecondRoot];
        weak = new(AllocateWithStorage(type, type->Shape, type->TailFields));
        type->Account.CountFixed();
        WeakWord(weak.Address, KindWord) = kind;
        WeakWord(weak.Address, TagWord) = (nint)tag;

        nint pointer = NewWeakPointer(_weakPointerShape);
        WeakSlot(pointer) = target.Address;
        RememberIfTracked(weak.Address);
        WeakPointerOf(weak.Address) = pointer;
        AddToLifeline(ref target, ref weak, hasCallback: tag != 0);
        local = weak;
        weak = default;
    }

    /// <summary>Makes a plain weak reference.</summary>
    /// <param name="local">Receives it.</param>
    /// <param name="target">Its target; updated when it moves.</param>
    /// <param name="tag">What the callback is told, or 0.</param>
    internal void NewWeak(ref ObjectReference local, ref ObjectReference target, long tag) =>
        NewWeak(ref local, ref target, tag, kind: 0, _weakReferenceInfo);

    /// <summary>Gets the target of a weak reference.</summary>
    /// <param name="weak">Address of the weak reference.</param>
    /// <returns>Its target, or 0 when it is dead.</returns>
    internal nint TargetOf(nint weak) => WeakSlot(WeakPointerOf(weak));

    private ref nint WeakPointerOf(nint weak)
    {
        GcShape* shape = ShapeOf(ObjectHeader.Of(weak));
        return ref ObjectHeader.Field(weak, shape->References - 1);
    }

    private long TagOf(nint weak) => WeakWord(weak, TagWord);

    /// <summary>Gets a word of a weak reference's own; they follow its references and precede those of a subclass.</summary>
    private ref nint WeakWord(nint weak, int word) =>
        ref ObjectHeader.Field(weak, ShapeOf(ObjectHeader.Of(weak))->References + word);

    private nint NewWeakPointer(GcShape* shape)
    {
        nint pointer = AllocateYoung(shape->FixedBytes);
        InitializeReferences(pointer, shape);
        _youngWeakPointers.Push(pointer);
        return pointer;
    }

    /// <summary>Puts a weak reference first in the list of its target's lifeline, which is made if need be.</summary>
    /// <remarks>Only a callback makes a finalizer of it: without one it dies young with its target.</remarks>
    private void AddToLifeline(ref ObjectReference target, ref ObjectReference weak, bool hasCallback)
    {
        ref ObjectReference entry = ref _ownRoots[LifelineRoot];
        entry = new(NewWeakPointerWithTarget(_lifelineEntryShape, ref weak));
        nint lifeline = LifelineOf(target.Address);
        if (lifeline == 0)
        {
            lifeline = AllocateYoung(InNursery(_lifelineShape->FixedBytes));
            InitializeReferences(lifeline, _lifelineShape);
            ObjectHeader.At(lifeline, RegisteredOffset) = 0;
            RememberIfTracked(target.Address);
            LifelineOf(target.Address) = lifeline;
        }

        if (hasCallback && ObjectHeader.At(lifeline, RegisteredOffset) == 0)
        {
            ObjectHeader.At(lifeline, RegisteredOffset) = 1;
            _youngFinalizable.Push(lifeline); // An old one too: the next minor collection moves it to the list of old ones.
        }

        RememberIfTracked(entry.Address);
        ObjectHeader.Field(entry.Address, 0) = ObjectHeader.Field(lifeline, 0);
        RememberIfTracked(lifeline);
        ObjectHeader.Field(lifeline, 0) = entry.Address;
        entry = default;
    }

    private nint NewWeakPointerWithTarget(GcShape* shape, ref ObjectReference target)
    {
        nint pointer = NewWeakPointer(shape);
        WeakSlot(pointer) = target.Address;
        return pointer;
    }

    private ref nint LifelineOf(nint obj) =>
        ref ObjectHeader.At(obj, ShapeOf(ObjectHeader.Of(obj))->LifelineOffset);

    /// <summary>Calls the callbacks of a dead object's weak references, newest first.</summary>
    private void RunLifeline(nint lifeline)
    {
        ref ObjectReference entry = ref _ownRoots[DeliveredEntryRoot];
        for (entry = new(ObjectHeader.Field(lifeline, 0)); entry.Address != 0; entry = new(ObjectHeader.Field(entry.Address, 0)))
        {
            nint weak = WeakSlot(entry.Address);
            if (weak != 0 && TagOf(weak) != 0 && WeakCallback is { } callback)
            {
                ref ObjectReference local = ref _ownRoots[DeliveredRoot];
                local = new(weak);
                callback(ref local, TagOf(weak));
                local = default;
            }
        }
    }
}

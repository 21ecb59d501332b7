using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Memory;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy;

/// <content>PyPy's weakref module: references without a callback are shared, and a lifeline can be asked.</content>
internal sealed unsafe partial class PyPyEngine<TProbe> : IWeakrefModule<ObjectReference>
{
    /// <inheritdoc/>
    void IWeakrefModule<ObjectReference>.New(ref ObjectReference local, ref ObjectReference target, WeakKind kind, long tag)
    {
        nint shared = tag == 0 ? FindShared(target.Address, kind) : 0;
        if (shared != 0)
        {
            local = new(shared);
            return;
        }

        NewWeak(ref local, ref target, tag, (int)kind, _weakReferenceInfo);
    }

    /// <inheritdoc/>
    void IWeakrefModule<ObjectReference>.NewOfType(
        ref ObjectReference local, ref ObjectReference target, TypeHandle type, long tag)
    {
        PyPyTypeInfo* info = (PyPyTypeInfo*)type.Value;
        if (info->Kind != PythonKind.WeakReference)
        {
            throw new InvalidOperationException($"{_types.Type(info->Number)} is no type of weak references.");
        }

        NewWeak(ref local, ref target, tag, (int)WeakKind.Subclass, info);
    }

    /// <inheritdoc/>
    long IWeakrefModule<ObjectReference>.GetCallback(ObjectReference weak) =>
        TargetOf(weak.Address) == 0 ? 0 : TagOf(weak.Address);

    /// <inheritdoc/>
    int IWeakrefModule<ObjectReference>.GetCount(ObjectReference target) => WeakReferencesTo(target.Address).Count;

    /// <inheritdoc/>
    int IWeakrefModule<ObjectReference>.PushReferences(ObjectReference target)
    {
        List<nint> references = WeakReferencesTo(target.Address);
        foreach (nint weak in references)
        {
            _roots.Push(new(weak));
        }

        return references.Count;
    }

    /// <summary>Finds the newest living weak reference without a callback; nothing of the host's is allocated for it.</summary>
    private nint FindShared(nint target, WeakKind kind)
    {
        if (ShapeOf(ObjectHeader.Of(target))->LifelineOffset == 0 || LifelineOf(target) == 0)
        {
            return 0;
        }

        for (nint entry = ObjectHeader.Field(LifelineOf(target), 0); entry != 0; entry = ObjectHeader.Field(entry, 0))
        {
            nint weak = WeakSlot(entry);
            if (weak != 0 && TagOf(weak) == 0 && WeakWord(weak, KindWord) == (long)kind)
            {
                return weak;
            }
        }

        return 0;
    }

    /// <summary>Lists the living weak references to an object, newest first.</summary>
    private List<nint> WeakReferencesTo(nint target)
    {
        List<nint> found = [];
        if (ShapeOf(ObjectHeader.Of(target))->LifelineOffset == 0 || LifelineOf(target) == 0)
        {
            return found;
        }

        nint entry = ObjectHeader.Field(LifelineOf(target), 0);
        for (; entry != 0; entry = ObjectHeader.Field(entry, 0))
        {
            nint weak = WeakSlot(entry);
            if (weak != 0)
            {
                found.Add(weak);
            }
        }

        return found;
    }
}

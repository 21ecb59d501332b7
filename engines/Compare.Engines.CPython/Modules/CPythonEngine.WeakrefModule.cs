using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.CPython.Objects;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.CPython;

/// <content>Python's <c>weakref</c> module, as far as the memory manager has it.</content>
internal sealed unsafe partial class CPythonEngine<TProbe, TVersion> : IWeakrefModule<ObjectReference>
{
    /// <inheritdoc/>
    public void New(ref ObjectReference local, ref ObjectReference target, WeakKind kind, long tag)
    {
        bool mayExist = tag == 0 && kind != WeakKind.Subclass
            && ObjectLayout.Type(target.Address)->IsWeaklyReferenceable != 0;
        nint shared = mayExist ? SharedWeak(target.Address, kind) : 0;
        if (shared != 0 && ObjectLayout.Count(shared) != 0)
        {
            Retain(shared);
        }
        else
        {
            shared = NewWeak(_weakReferenceInfo, target.Address, kind, tag);
        }

        ReplaceLocal(ref local, shared);
    }

    /// <inheritdoc/>
    public void NewOfType(ref ObjectReference local, ref ObjectReference target, TypeHandle type, long tag) =>
        ReplaceLocal(ref local, NewWeak((TypeInfo*)type.Value, target.Address, WeakKind.Subclass, tag));

    /// <inheritdoc/>
    public long GetCallback(ObjectReference weak) => WeakWord(weak.Address, WeakTag);

    /// <inheritdoc/>
    public int GetCount(ObjectReference target)
    {
        int count = 0;
        for (nint weak = FirstWeak(target); weak != 0; weak = WeakWord(weak, WeakNext))
        {
            count++;
        }

        return count;
    }

    /// <inheritdoc/>
    public int PushReferences(ObjectReference target)
    {
        nint before = _roots.Count;
        for (nint weak = FirstWeak(target); weak != 0; weak = WeakWord(weak, WeakNext))
        {
            PushRoot(weak);
        }

        return (int)(_roots.Count - before);
    }

    private static nint FirstWeak(ObjectReference target) =>
        ObjectLayout.Type(target.Address)->IsWeaklyReferenceable == 0 ? 0 : ObjectLayout.WeakList(target.Address);

    /// <summary>Puts an owned reference into a local; what it held is released afterwards.</summary>
    private void ReplaceLocal(ref ObjectReference local, nint obj)
    {
        nint old = local.Address;
        local = new(obj);
        if (old != 0)
        {
            Release(old);
        }
    }
}

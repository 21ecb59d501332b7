using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Exact.Objects;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.Exact.Forms;

/// <summary>Weak references of which those without a callback are shared.</summary>
/// <param name="engine">The heap.</param>
internal sealed unsafe class WeakReferenceModule(ExactEngine engine) : IWeakrefModule<ObjectReference>
{
    /// <inheritdoc/>
    public void New(ref ObjectReference local, ref ObjectReference target, WeakKind kind, long tag)
    {
        ExactObject* shared = tag == 0 && kind != WeakKind.Subclass && (target.Address & engine.TagMask) == 0
            ? FindShared(ExactObject.At(target.Address), kind)
            : null;
        if (shared == null)
        {
            shared = engine.NewWeak(engine.WeakReferenceInfo, ref target, kind, tag);
        }
        else
        {
            shared->Count++;
        }

        Replace(ref local, shared);
    }

    /// <inheritdoc/>
    public void NewOfType(ref ObjectReference local, ref ObjectReference target, TypeHandle type, long tag) =>
        Replace(ref local, engine.NewWeak((ExactTypeInfo*)type.Value, ref target, WeakKind.Subclass, tag));

    /// <inheritdoc/>
    public long GetCallback(ObjectReference weak) => ExactObject.Link(ExactObject.At(weak.Address))->Tag;

    /// <inheritdoc/>
    public int GetCount(ObjectReference target)
    {
        int count = 0;
        for (ExactObject* weak = First(target); weak != null; weak = ExactObject.Link(weak)->Next)
        {
            count++;
        }

        return count;
    }

    /// <inheritdoc/>
    public int PushReferences(ObjectReference target)
    {
        if (First(target) == null)
        {
            return 0;
        }

        ExactObject* obj = ExactObject.At(target.Address);
        ExactObject* reference = FindShared(obj, WeakKind.Reference);
        ExactObject* proxy = FindShared(obj, WeakKind.Proxy);
        int pushed = Push(reference) + Push(proxy);
        for (ExactObject* weak = obj->Weak; weak != null; weak = ExactObject.Link(weak)->Next)
        {
            pushed += weak == reference || weak == proxy ? 0 : Push(weak);
        }

        return pushed;
    }

    private static ExactObject* FindShared(ExactObject* target, WeakKind kind)
    {
        ExactObject* weak = target->Weak;
        while (weak != null)
        {
            ExactWeakLink* link = ExactObject.Link(weak);
            if (link->Tag == 0 && link->Kind == (long)kind && weak->Count > 0)
            {
                return weak;
            }

            weak = link->Next;
        }

        return null;
    }

    private ExactObject* First(ObjectReference target) =>
        (target.Address & engine.TagMask) == 0 ? ExactObject.At(target.Address)->Weak : null;

    private int Push(ExactObject* weak)
    {
        if (weak == null)
        {
            return 0;
        }

        engine.PushRoot(weak);
        return 1;
    }

    private void Replace(ref ObjectReference local, ExactObject* weak)
    {
        nint old = local.Address;
        local = new((nint)weak);
        engine.Release(old);
    }
}

using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Memory;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy;

/// <content>Elements, owned buffers, weak references and finalizers.</content>
internal readonly unsafe partial struct PyPyHeap<TProbe>
{
    /// <inheritdoc/>
    public int Length(ObjectReference obj) => _engine.ElementCount(obj.Address);

    /// <inheritdoc/>
    public void LoadElement(ref ObjectReference local, ObjectReference obj, int index) =>
        local = new(_engine.ElementSlot(obj.Address, index, out _));

    /// <inheritdoc/>
    public ObjectReference BorrowElement(ObjectReference obj, int index) =>
        new(_engine.ElementSlot(obj.Address, index, out _));

    /// <inheritdoc/>
    public void StoreElement(ObjectReference obj, int index, ObjectReference value)
    {
        ref nint slot = ref _engine.ElementSlot(obj.Address, index, out nint holder);
        if (ObjectHeader.IsTracked(holder))
        {
            _engine.RememberItem(holder, index);
        }

        slot = value.Address;
    }

    /// <inheritdoc/>
    public void StoreElementTake(ObjectReference obj, int index, ObjectReference temporary) =>
        StoreElement(obj, index, temporary);

    /// <inheritdoc/>
    public long GetElementWord(ObjectReference obj, int index) => _engine.ElementSlot(obj.Address, index, out _);

    /// <inheritdoc/>
    public void SetElementWord(ObjectReference obj, int index, long value) =>
        _engine.ElementSlot(obj.Address, index, out _) = (nint)value;

    /// <inheritdoc/>
    public Span<byte> ElementBytes(ObjectReference obj) => _engine.ElementBytes(obj.Address);

    /// <inheritdoc/>
    public void ResizeBuffer(ref ObjectReference owner, int buffer, int items) =>
        _engine.ResizeBuffer(ref owner, buffer, items);

    /// <inheritdoc/>
    public int BufferLength(ObjectReference owner, int buffer) => _engine.BufferLength(owner.Address, buffer);

    /// <inheritdoc/>
    public void LoadItem(ref ObjectReference local, ObjectReference owner, int buffer, int index) =>
        local = BorrowItem(owner, buffer, index);

    /// <inheritdoc/>
    public ObjectReference BorrowItem(ObjectReference owner, int buffer, int index) =>
        new(_engine.ItemReference(owner.Address, buffer, index, out _, out _));

    /// <inheritdoc/>
    public void StoreItem(ObjectReference owner, int buffer, int index, ObjectReference value)
    {
        ref nint slot = ref _engine.ItemReference(owner.Address, buffer, index, out nint items, out int item);
        if (ObjectHeader.IsTracked(items))
        {
            _engine.RememberItem(items, item);
        }

        slot = value.Address;
    }

    /// <inheritdoc/>
    public void StoreItemTake(ObjectReference owner, int buffer, int index, ObjectReference temporary) =>
        StoreItem(owner, buffer, index, temporary);

    /// <inheritdoc/>
    public long GetItemWord(ObjectReference owner, int buffer, int index) => _engine.ItemWord(owner.Address, buffer, index);

    /// <inheritdoc/>
    public void SetItemWord(ObjectReference owner, int buffer, int index, long value) =>
        _engine.ItemWord(owner.Address, buffer, index) = value;

    /// <inheritdoc/>
    public Span<byte> ItemBytes(ObjectReference owner, int buffer) => _engine.ItemBytes(owner.Address, buffer);

    /// <inheritdoc/>
    public void NewWeak(ref ObjectReference local, ref ObjectReference target, long tag) =>
        _engine.NewWeak(ref local, ref target, tag);

    /// <inheritdoc/>
    public void LoadWeak(ref ObjectReference local, ObjectReference weak) => local = new(_engine.TargetOf(weak.Address));

    /// <inheritdoc/>
    public void SetWeakCallback(WeakCallback<ObjectReference> callback) => _engine.WeakCallback = callback;

    /// <inheritdoc/>
    public void SetFinalizer(TypeHandle type, Finalizer<ObjectReference> finalizer) =>
        _engine.SetFinalizer((PyPyTypeInfo*)type.Value, finalizer);
}

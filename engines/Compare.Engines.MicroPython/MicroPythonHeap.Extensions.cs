using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Memory;
using Compare.Engines.MicroPython.Objects;

namespace Compare.Engines.MicroPython;

/// <content>Elements, owned buffers, weak references and finalizers.</content>
internal readonly unsafe partial struct MicroPythonHeap<TProbe, TGeometry>
{
    /// <inheritdoc/>
    public int Length(ObjectReference obj) => _engine.Length(obj.Address);

    /// <inheritdoc/>
    public void LoadElement(ref ObjectReference local, ObjectReference obj, int index) =>
        local = BorrowElement(obj, index);

    /// <inheritdoc/>
    public ObjectReference BorrowElement(ObjectReference obj, int index) =>
        new(_engine.Read(_engine.Elements(obj.Address) + ((nint)index * TGeometry.WordBytes)));

    /// <inheritdoc/>
    public void StoreElement(ObjectReference obj, int index, ObjectReference value) =>
        _engine.Write(_engine.Elements(obj.Address) + ((nint)index * TGeometry.WordBytes), value.Address);

    /// <inheritdoc/>
    public void StoreElementTake(ObjectReference obj, int index, ObjectReference temporary) =>
        StoreElement(obj, index, temporary);

    /// <inheritdoc/>
    public long GetElementWord(ObjectReference obj, int index) => ((long*)_engine.Elements(obj.Address))[index];

    /// <inheritdoc/>
    public void SetElementWord(ObjectReference obj, int index, long value) =>
        ((long*)_engine.Elements(obj.Address))[index] = value;

    /// <inheritdoc/>
    public Span<byte> ElementBytes(ObjectReference obj) =>
        new((void*)_engine.Elements(obj.Address), _engine.Length(obj.Address));

    /// <inheritdoc/>
    public void ResizeBuffer(ref ObjectReference owner, int buffer, int items) =>
        _engine.ResizeBuffer(ref owner, buffer, items);

    /// <inheritdoc/>
    public int BufferLength(ObjectReference owner, int buffer) => _engine.BufferItems(owner.Address, buffer);

    /// <inheritdoc/>
    public void LoadItem(ref ObjectReference local, ObjectReference owner, int buffer, int index) =>
        local = BorrowItem(owner, buffer, index);

    /// <inheritdoc/>
    public ObjectReference BorrowItem(ObjectReference owner, int buffer, int index) =>
        new(_engine.Read(_engine.ItemSlot(owner.Address, buffer, index)));

    /// <inheritdoc/>
    public void StoreItem(ObjectReference owner, int buffer, int index, ObjectReference value) =>
        _engine.Write(_engine.ItemSlot(owner.Address, buffer, index), value.Address);

    /// <inheritdoc/>
    public void StoreItemTake(ObjectReference owner, int buffer, int index, ObjectReference temporary) =>
        StoreItem(owner, buffer, index, temporary);

    /// <inheritdoc/>
    public long GetItemWord(ObjectReference owner, int buffer, int index) =>
        _engine.ItemWord(owner.Address, buffer, index);

    /// <inheritdoc/>
    public void SetItemWord(ObjectReference owner, int buffer, int index, long value) =>
        _engine.ItemWord(owner.Address, buffer, index) = value;

    /// <inheritdoc/>
    public Span<byte> ItemBytes(ObjectReference owner, int buffer) => new(
        (void*)_engine.Read(_engine.BufferSlot(owner.Address, buffer)), _engine.BufferItems(owner.Address, buffer));

    /// <inheritdoc/>
    public void NewWeak(ref ObjectReference local, ref ObjectReference target, long tag) =>
        local = new(_engine.NewWeak(ref target, tag, isFinalize: false));

    /// <inheritdoc/>
    public void LoadWeak(ref ObjectReference local, ObjectReference weak) =>
        local = new(_engine.WeakTarget(weak.Address));

    /// <inheritdoc/>
    public void SetWeakCallback(WeakCallback<ObjectReference> callback) => _engine.WeakCallback = callback;

    /// <inheritdoc/>
    public void SetFinalizer(TypeHandle type, Finalizer<ObjectReference> finalizer) =>
        _engine.SetFinalizer((TypeInfo*)type.Value, finalizer);
}

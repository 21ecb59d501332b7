using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Exact.Objects;
using Compare.Engines.Heap.Memory;
using Compare.Engines.Heap.Types;

namespace Compare.Engines.Exact;

/// <content>Buffers, tables, weak references and finalizers.</content>
internal readonly unsafe partial struct ExactHeap
{
    /// <inheritdoc/>
    public void ResizeBuffer(ref ObjectReference owner, int buffer, int items) => _engine.Resize(ref owner, buffer, items, 0);

    /// <inheritdoc/>
    public void ResizeTable(ref ObjectReference owner, int buffer, int items, int indexBytes) =>
        _engine.Resize(ref owner, buffer, items, indexBytes);

    /// <inheritdoc/>
    public Span<byte> TableIndex(ObjectReference owner, int buffer)
    {
        ExactBuffer* table = BufferOf(owner, buffer);
        return table == null ? [] : new(ExactEngine.IndexOf(table, ShapeOf(owner, buffer)), table->IndexBytes);
    }

    /// <inheritdoc/>
    public int GetCount(ObjectReference owner, int buffer)
    {
        ExactBuffer* found = BufferOf(owner, buffer);
        return found == null ? 0 : found->Counter;
    }

    /// <inheritdoc/>
    public void SetCount(ObjectReference owner, int buffer, int count) => BufferOf(owner, buffer)->Counter = count;

    /// <inheritdoc/>
    public int GetFilled(ObjectReference owner, int buffer)
    {
        ExactBuffer* found = BufferOf(owner, buffer);
        return found == null ? 0 : found->Filled;
    }

    /// <inheritdoc/>
    public void SetFilled(ObjectReference owner, int buffer, int filled) => BufferOf(owner, buffer)->Filled = filled;

    /// <inheritdoc/>
    public int BufferLength(ObjectReference owner, int buffer)
    {
        ExactBuffer* found = BufferOf(owner, buffer);
        return found == null ? 0 : found->Items;
    }

    /// <inheritdoc/>
    public void LoadItem(ref ObjectReference local, ObjectReference owner, int buffer, int index) =>
        Assign(ref local, ReferenceSlot(owner, buffer, index));

    /// <inheritdoc/>
    public ObjectReference BorrowItem(ObjectReference owner, int buffer, int index) => new(ReferenceSlot(owner, buffer, index));

    /// <inheritdoc/>
    public void StoreItem(ObjectReference owner, int buffer, int index, ObjectReference value) =>
        Store(At(owner), ref ReferenceSlot(owner, buffer, index), value);

    /// <inheritdoc/>
    public void StoreItemTake(ObjectReference owner, int buffer, int index, ObjectReference temporary) =>
        StoreTake(At(owner), ref ReferenceSlot(owner, buffer, index), temporary);

    /// <inheritdoc/>
    public long GetItemWord(ObjectReference owner, int buffer, int index) => WordSlot(owner, buffer, index);

    /// <inheritdoc/>
    public void SetItemWord(ObjectReference owner, int buffer, int index, long value) => WordSlot(owner, buffer, index) = (nint)value;

    /// <inheritdoc/>
    public Span<byte> ItemBytes(ObjectReference owner, int buffer)
    {
        ExactBuffer* found = BufferOf(owner, buffer);
        return found == null ? [] : new(ExactBuffer.ItemsOf(found), found->Items);
    }

    /// <inheritdoc/>
    public void NewWeak(ref ObjectReference local, ref ObjectReference target, long tag) =>
        Take(ref local, new((nint)_engine.NewWeak(_engine.WeakReferenceInfo, ref target, WeakKind.Subclass, tag)));

    /// <inheritdoc/>
    public void LoadWeak(ref ObjectReference local, ObjectReference weak) =>
        Assign(ref local, (nint)ExactEngine.WeakTarget(At(weak)));

    /// <inheritdoc/>
    public void SetWeakCallback(WeakCallback<ObjectReference> callback) => _engine.WeakCallback = callback;

    /// <inheritdoc/>
    public void SetFinalizer(TypeHandle type, Finalizer<ObjectReference> finalizer) =>
        _engine.SetFinalizer((ExactTypeInfo*)type.Value, finalizer);

    private static ExactBuffer* BufferOf(ObjectReference owner, int buffer) => ExactObject.Buffers(At(owner))[buffer];

    private static ItemShape* ShapeOf(ObjectReference owner, int buffer) => At(owner)->Type->Shapes + buffer;

    private static ref nint ReferenceSlot(ObjectReference owner, int buffer, int index) =>
        ref ExactBuffer.ItemsOf(BufferOf(owner, buffer))[ShapeOf(owner, buffer)->ReferenceSlot(index)];

    private static ref nint WordSlot(ObjectReference owner, int buffer, int index) =>
        ref ExactBuffer.ItemsOf(BufferOf(owner, buffer))[ShapeOf(owner, buffer)->WordSlot(index)];
}

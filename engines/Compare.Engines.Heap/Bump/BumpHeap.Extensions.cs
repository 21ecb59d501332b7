using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.Heap.Bump;

/// <content>Owned buffers, weak references and finalizers.</content>
public readonly unsafe partial struct BumpHeap
{
    /// <inheritdoc/>
    public void ResizeBuffer(ref ObjectReference owner, int buffer, int items) =>
        _engine.ResizeBuffer(ref owner, buffer, items);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int BufferLength(ObjectReference owner, int buffer)
    {
        nint obj = BufferSlot(owner, buffer);
        return obj == 0 ? 0 : BumpObject.Length(obj);
    }

    /// <inheritdoc/>
    public void LoadItem(ref ObjectReference local, ObjectReference owner, int buffer, int index) =>
        local = new(ItemSlot(owner, buffer, index));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ObjectReference BorrowItem(ObjectReference owner, int buffer, int index) =>
        new(ItemSlot(owner, buffer, index));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreItem(ObjectReference owner, int buffer, int index, ObjectReference value) =>
        ItemSlot(owner, buffer, index) = value.Address;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreItemTake(ObjectReference owner, int buffer, int index, ObjectReference temporary) =>
        ItemSlot(owner, buffer, index) = temporary.Address;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long GetItemWord(ObjectReference owner, int buffer, int index)
    {
        nint obj = BufferSlot(owner, buffer);
        return BumpObject.ItemWord(obj, BumpObject.Info(obj), index);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetItemWord(ObjectReference owner, int buffer, int index, long value)
    {
        nint obj = BufferSlot(owner, buffer);
        BumpObject.ItemWord(obj, BumpObject.Info(obj), index) = value;
    }

    /// <inheritdoc/>
    public Span<byte> ItemBytes(ObjectReference owner, int buffer)
    {
        nint obj = BufferSlot(owner, buffer);
        return obj == 0 ? [] : new((void*)BumpObject.Elements(obj, BumpObject.Info(obj)), BumpObject.Length(obj));
    }

    /// <inheritdoc/>
    public void NewWeak(ref ObjectReference local, ref ObjectReference target, long tag) =>
        _engine.NewWeak(ref local, ref target, tag);

    /// <inheritdoc/>
    public void LoadWeak(ref ObjectReference local, ObjectReference weak) =>
        local = new((nint)BumpObject.Word(weak.Address, BumpObject.Info(weak.Address), BumpEngine.WeakTargetWord));

    /// <inheritdoc/>
    public void SetWeakCallback(WeakCallback<ObjectReference> callback) => _engine.WeakCallback = callback;

    /// <inheritdoc/>
    public void SetFinalizer(TypeHandle type, Finalizer<ObjectReference> finalizer) =>
        _engine.SetFinalizer((BumpTypeInfo*)type.Value, finalizer);

    private static ref nint BufferSlot(ObjectReference owner, int buffer) =>
        ref BumpObject.Field(owner.Address, BumpObject.Info(owner.Address)->References + buffer);

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // A few instructions on the path of every item.
    private static ref nint ItemSlot(ObjectReference owner, int buffer, int index)
    {
        nint obj = BufferSlot(owner, buffer);
        return ref BumpObject.ItemReference(obj, BumpObject.Info(obj), index);
    }
}

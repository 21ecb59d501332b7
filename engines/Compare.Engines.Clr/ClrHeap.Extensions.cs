using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Clr.Objects;

namespace Compare.Engines.Clr;

/// <content>Elements, owned buffers, weak references and finalizers.</content>
public readonly unsafe partial struct ClrHeap
{
    /// <inheritdoc/>
    public int Length(ClrReference obj) => Unsafe.As<Array>(ElementsOf(obj)).Length;

    /// <inheritdoc/>
    public void LoadElement(ref ClrReference local, ClrReference obj, int index) => local = BorrowElement(obj, index);

    /// <inheritdoc/>
    public ClrReference BorrowElement(ClrReference obj, int index) =>
        new(Unsafe.As<ClrObject?>(Unsafe.As<object?[]>(ElementsOf(obj))[index]));

    /// <inheritdoc/>
    public void StoreElement(ClrReference obj, int index, ClrReference value) =>
        Unsafe.As<object?[]>(ElementsOf(obj))[index] = value.Target;

    /// <inheritdoc/>
    public void StoreElementTake(ClrReference obj, int index, ClrReference temporary) =>
        StoreElement(obj, index, temporary);

    /// <inheritdoc/>
    public long GetElementWord(ClrReference obj, int index) => Unsafe.As<long[]>(ElementsOf(obj))[index];

    /// <inheritdoc/>
    public void SetElementWord(ClrReference obj, int index, long value) =>
        Unsafe.As<long[]>(ElementsOf(obj))[index] = value;

    /// <inheritdoc/>
    public Span<byte> ElementBytes(ClrReference obj) => Unsafe.As<byte[]>(ElementsOf(obj));

    /// <inheritdoc/>
    public void ResizeBuffer(ref ClrReference owner, int buffer, int items) =>
        _engine.ResizeBuffer(owner.Target!, buffer, items);

    /// <inheritdoc/>
    public int BufferLength(ClrReference owner, int buffer) => _engine.BufferLength(owner.Target!, buffer);

    /// <inheritdoc/>
    public void LoadItem(ref ClrReference local, ClrReference owner, int buffer, int index) =>
        local = BorrowItem(owner, buffer, index);

    /// <inheritdoc/>
    public ClrReference BorrowItem(ClrReference owner, int buffer, int index) =>
        new(Unsafe.As<ClrObject?>(ItemReferences(owner, buffer)[index]));

    /// <inheritdoc/>
    /// <remarks>The array is of plain objects, so the host's test whether an element may go into it is left out.</remarks>
    public void StoreItem(ClrReference owner, int buffer, int index, ClrReference value)
    {
        object?[] items = ItemReferences(owner, buffer);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)items.Length, nameof(index));
        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(items), index) = value.Target;
    }

    /// <inheritdoc/>
    public void StoreItemTake(ClrReference owner, int buffer, int index, ClrReference temporary) =>
        StoreItem(owner, buffer, index, temporary);

    /// <inheritdoc/>
    public long GetItemWord(ClrReference owner, int buffer, int index) =>
        Unsafe.As<long[]>(ItemData(owner, buffer)!)[index];

    /// <inheritdoc/>
    public void SetItemWord(ClrReference owner, int buffer, int index, long value) =>
        Unsafe.As<long[]>(ItemData(owner, buffer)!)[index] = value;

    /// <inheritdoc/>
    public Span<byte> ItemBytes(ClrReference owner, int buffer) => Unsafe.As<byte[]?>(ItemData(owner, buffer));

    /// <inheritdoc/>
    public void NewWeak(ref ClrReference local, ref ClrReference target, long tag) =>
        local = new(_engine.NewWeak(target.Target!, tag));

    /// <inheritdoc/>
    public void LoadWeak(ref ClrReference local, ClrReference weak) =>
        local = new(Unsafe.As<ClrWeak>(weak.Target!).Target);

    /// <inheritdoc/>
    public void SetWeakCallback(WeakCallback<ClrReference> callback) => _engine.WeakCallback = callback;

    /// <inheritdoc/>
    public void SetFinalizer(TypeHandle type, Finalizer<ClrReference> finalizer) =>
        _engine.SetFinalizer((ClrTypeInfo*)type.Value, finalizer);

    private static object ElementsOf(ClrReference obj)
    {
        ClrObject target = obj.Target!;
        return target.Slot(target.Info->ElementsSlot)!;
    }

    private object?[] ItemReferences(ClrReference owner, int buffer)
    {
        ClrObject target = owner.Target!;
        return Unsafe.As<object?[]>(target.Slot(_engine.BuffersOf(target)[buffer].ReferenceSlot)!);
    }

    private object? ItemData(ClrReference owner, int buffer)
    {
        ClrObject target = owner.Target!;
        return target.Slot(_engine.BuffersOf(target)[buffer].DataSlot);
    }
}

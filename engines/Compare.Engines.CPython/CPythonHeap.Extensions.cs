using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.CPython.Objects;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.CPython;

/// <content>Elements, owned buffers, weak references and finalizers.</content>
internal readonly unsafe partial struct CPythonHeap<TProbe, TVersion>
{
    /// <inheritdoc/>
    public int Length(ObjectReference obj) => (int)ObjectLayout.Length(obj.Address);

    /// <inheritdoc/>
    public void LoadElement(ref ObjectReference local, ObjectReference obj, int index) =>
        Copy(ref local, BorrowElement(obj, index));

    /// <inheritdoc/>
    public ObjectReference BorrowElement(ObjectReference obj, int index) => new(ElementSlot(obj, index));

    /// <inheritdoc/>
    public void StoreElement(ObjectReference obj, int index, ObjectReference value)
    {
        RetainIfAny(value);
        StoreElementTake(obj, index, value);
    }

    /// <inheritdoc/>
    public void StoreElementTake(ObjectReference obj, int index, ObjectReference temporary)
    {
        TrackIfNeeded(obj, temporary);
        ReplaceSlot(ref ElementSlot(obj, index), temporary);
    }

    /// <inheritdoc/>
    public long GetElementWord(ObjectReference obj, int index) => ElementSlot(obj, index);

    /// <inheritdoc/>
    public void SetElementWord(ObjectReference obj, int index, long value) => ElementSlot(obj, index) = (nint)value;

    /// <inheritdoc/>
    public Span<byte> ElementBytes(ObjectReference obj) =>
        new((void*)ObjectLayout.Elements(obj.Address), (int)ObjectLayout.Length(obj.Address));

    /// <inheritdoc/>
    public void ResizeBuffer(ref ObjectReference owner, int buffer, int items) =>
        _engine.ResizeBuffer(owner, buffer, items);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int BufferLength(ObjectReference owner, int buffer) =>
        ObjectLayout.BufferItems(owner.Address, buffer);

    /// <inheritdoc/>
    public void LoadItem(ref ObjectReference local, ObjectReference owner, int buffer, int index) =>
        Copy(ref local, BorrowItem(owner, buffer, index));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ObjectReference BorrowItem(ObjectReference owner, int buffer, int index) =>
        new(CPythonEngine<TProbe, TVersion>.ItemReference(owner.Address, buffer, index));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreItem(ObjectReference owner, int buffer, int index, ObjectReference value)
    {
        RetainIfAny(value);
        StoreItemTake(owner, buffer, index, value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreItemTake(ObjectReference owner, int buffer, int index, ObjectReference temporary)
    {
        TrackIfNeeded(owner, temporary);
        ReplaceSlot(ref CPythonEngine<TProbe, TVersion>.ItemReference(owner.Address, buffer, index), temporary);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long GetItemWord(ObjectReference owner, int buffer, int index) =>
        CPythonEngine<TProbe, TVersion>.ItemWord(owner.Address, buffer, index);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetItemWord(ObjectReference owner, int buffer, int index, long value) =>
        CPythonEngine<TProbe, TVersion>.ItemWord(owner.Address, buffer, index) = value;

    /// <inheritdoc/>
    public Span<byte> ItemBytes(ObjectReference owner, int buffer) => new(
        (void*)ObjectLayout.BufferAddress(owner.Address, buffer), ObjectLayout.BufferItems(owner.Address, buffer));

    /// <inheritdoc/>
    public void NewWeak(ref ObjectReference local, ref ObjectReference target, long tag) =>
        Take(ref local, new(_engine.NewWeak(target.Address, tag)));

    /// <inheritdoc/>
    public void LoadWeak(ref ObjectReference local, ObjectReference weak) =>
        Copy(ref local, new(CPythonEngine<TProbe, TVersion>.WeakTargetOf(weak.Address)));

    /// <inheritdoc/>
    public void SetWeakCallback(WeakCallback<ObjectReference> callback) => _engine.WeakCallback = callback;

    /// <inheritdoc/>
    public void SetFinalizer(TypeHandle type, Finalizer<ObjectReference> finalizer) =>
        _engine.SetFinalizer((TypeInfo*)type.Value, finalizer);

    private static ref nint ElementSlot(ObjectReference obj, int index) =>
        ref ((nint*)ObjectLayout.Elements(obj.Address))[index];
}

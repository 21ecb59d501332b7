using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Heap.Checking;

/// <content>Owned buffers, weak references and finalizers.</content>
public readonly partial struct CheckingHeap<THeap, TRef>
{
    /// <inheritdoc/>
    public int BufferLength(CheckedReference<TRef> owner, int buffer)
    {
        TRef raw = _checker.Object(owner, nameof(BufferLength));
        _checker.CheckBuffer(raw, buffer, nameof(BufferLength));
        return Inner.BufferLength(raw, buffer);
    }

    /// <inheritdoc/>
    public void LoadItem(ref CheckedReference<TRef> local, CheckedReference<TRef> owner, int buffer, int index)
    {
        Place place = _checker.Find(ref local, nameof(LoadItem));
        TRef raw = _checker.Object(owner, nameof(LoadItem));
        _checker.CheckItem(raw, buffer, shape => shape.References, index, nameof(LoadItem));
        if (_checker.HasTemporaries)
        {
            _checker.Releasing(_checker.Mirror(place), Inner.BorrowItem(raw, buffer, index));
        }

        Inner.LoadItem(ref _checker.Mirror(place), raw, buffer, index);
        _checker.Written(place);
    }

    /// <inheritdoc/>
    public CheckedReference<TRef> BorrowItem(CheckedReference<TRef> owner, int buffer, int index)
    {
        TRef raw = _checker.Object(owner, nameof(BorrowItem));
        _checker.CheckItem(raw, buffer, shape => shape.References, index, nameof(BorrowItem));
        return _checker.Borrow(Inner.BorrowItem(raw, buffer, index), raw, new(FieldKind.Item, index, buffer));
    }

    /// <inheritdoc/>
    public void StoreItem(CheckedReference<TRef> owner, int buffer, int index, CheckedReference<TRef> value)
    {
        TRef raw = _checker.Object(owner, nameof(StoreItem));
        _checker.CheckItem(raw, buffer, shape => shape.References, index, nameof(StoreItem));
        TRef inner = _checker.Resolve(value);
        OverwriteItem(raw, buffer, index, inner);
        Inner.StoreItem(raw, buffer, index, inner);
    }

    /// <inheritdoc/>
    public void StoreItemTake(CheckedReference<TRef> owner, int buffer, int index, CheckedReference<TRef> temporary)
    {
        TRef raw = _checker.Object(owner, nameof(StoreItemTake));
        _checker.CheckItem(raw, buffer, shape => shape.References, index, nameof(StoreItemTake));
        TRef inner = _checker.Consume(temporary, nameof(StoreItemTake));
        OverwriteItem(raw, buffer, index, inner);
        Inner.StoreItemTake(raw, buffer, index, inner);
    }

    private void OverwriteItem(TRef raw, int buffer, int index, TRef value)
    {
        if (_checker.HasTemporaries)
        {
            _checker.Overwriting(raw, new(FieldKind.Item, index, buffer));
            _checker.Releasing(Inner.BorrowItem(raw, buffer, index), value);
        }
    }

    /// <inheritdoc/>
    public long GetItemWord(CheckedReference<TRef> owner, int buffer, int index)
    {
        TRef raw = _checker.Object(owner, nameof(GetItemWord));
        _checker.CheckItem(raw, buffer, shape => shape.Words, index, nameof(GetItemWord));
        return Inner.GetItemWord(raw, buffer, index);
    }

    /// <inheritdoc/>
    public void SetItemWord(CheckedReference<TRef> owner, int buffer, int index, long value)
    {
        TRef raw = _checker.Object(owner, nameof(SetItemWord));
        _checker.CheckItem(raw, buffer, shape => shape.Words, index, nameof(SetItemWord));
        Inner.SetItemWord(raw, buffer, index, value);
    }

    /// <inheritdoc/>
    public Span<byte> ItemBytes(CheckedReference<TRef> owner, int buffer)
    {
        TRef raw = _checker.Object(owner, nameof(ItemBytes));
        if (_checker.CheckBuffer(raw, buffer, nameof(ItemBytes)).Bytes == 0)
        {
            Checker<THeap, TRef>.Throw($"ItemBytes does not fit buffer {buffer}, whose items are not bytes");
        }

        return Inner.ItemBytes(raw, buffer);
    }

    /// <inheritdoc/>
    public void LoadWeak(ref CheckedReference<TRef> local, CheckedReference<TRef> weak)
    {
        Place place = _checker.Find(ref local, nameof(LoadWeak));
        TRef raw = _checker.Object(weak, nameof(LoadWeak));
        _checker.CheckWeak(raw, nameof(LoadWeak));
        _checker.Releasing(_checker.Mirror(place));
        Inner.LoadWeak(ref _checker.Mirror(place), raw);
        _checker.Written(place);
    }

    /// <inheritdoc/>
    public void SetWeakCallback(WeakCallback<CheckedReference<TRef>> callback) => _checker.SetWeakCallback(callback);

    /// <inheritdoc/>
    public void SetFinalizer(TypeHandle type, Finalizer<CheckedReference<TRef>> finalizer)
    {
        ObjectType known = _checker.TypeOf(type, nameof(SetFinalizer));
        Checker<THeap, TRef>.CheckTrait(known, ObjectTraits.Finalizable, nameof(SetFinalizer));
        Inner.SetFinalizer(type, _checker.Wrap(finalizer));
    }
}

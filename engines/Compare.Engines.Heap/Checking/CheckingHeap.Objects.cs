using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Heap.Checking;

/// <content>Fields, data words and elements of objects.</content>
public readonly partial struct CheckingHeap<THeap, TRef>
{
    /// <inheritdoc/>
    public void Load(ref CheckedReference<TRef> local, CheckedReference<TRef> obj, int field)
    {
        Place place = _checker.Find(ref local, nameof(Load));
        TRef raw = _checker.Object(obj, nameof(Load));
        _checker.CheckField(raw, field, nameof(Load));
        if (_checker.HasTemporaries)
        {
            _checker.Releasing(_checker.Mirror(place), Inner.Borrow(raw, field));
        }

        Inner.Load(ref _checker.Mirror(place), raw, field);
        _checker.Written(place);
    }

    /// <inheritdoc/>
    public CheckedReference<TRef> Borrow(CheckedReference<TRef> obj, int field)
    {
        TRef raw = _checker.Object(obj, nameof(Borrow));
        _checker.CheckField(raw, field, nameof(Borrow));
        return _checker.Borrow(Inner.Borrow(raw, field), raw, new(FieldKind.Field, field));
    }

    /// <inheritdoc/>
    public void Store(CheckedReference<TRef> obj, int field, CheckedReference<TRef> value)
    {
        TRef raw = _checker.Object(obj, nameof(Store));
        _checker.CheckField(raw, field, nameof(Store));
        TRef inner = _checker.Resolve(value);
        OverwriteField(raw, field, inner);
        Inner.Store(raw, field, inner);
    }

    /// <inheritdoc/>
    public void StoreTake(CheckedReference<TRef> obj, int field, CheckedReference<TRef> temporary)
    {
        TRef raw = _checker.Object(obj, nameof(StoreTake));
        _checker.CheckField(raw, field, nameof(StoreTake));
        TRef inner = _checker.Consume(temporary, nameof(StoreTake));
        OverwriteField(raw, field, inner);
        Inner.StoreTake(raw, field, inner);
    }

    private void OverwriteField(TRef raw, int field, TRef value)
    {
        if (_checker.HasTemporaries)
        {
            _checker.Overwriting(raw, new(FieldKind.Field, field));
            _checker.Releasing(Inner.Borrow(raw, field), value);
        }
    }

    /// <inheritdoc/>
    public long GetWord(CheckedReference<TRef> obj, int word)
    {
        TRef raw = _checker.Object(obj, nameof(GetWord));
        _checker.CheckWord(raw, word, nameof(GetWord));
        return Inner.GetWord(raw, word);
    }

    /// <inheritdoc/>
    public void SetWord(CheckedReference<TRef> obj, int word, long value)
    {
        TRef raw = _checker.Object(obj, nameof(SetWord));
        _checker.CheckWord(raw, word, nameof(SetWord));
        Inner.SetWord(raw, word, value);
    }

    /// <inheritdoc/>
    public int Length(CheckedReference<TRef> obj)
    {
        TRef raw = _checker.Object(obj, nameof(Length));
        _checker.CheckElements(raw, ElementKind.None, nameof(Length));
        return Inner.Length(raw);
    }

    /// <inheritdoc/>
    public void LoadElement(ref CheckedReference<TRef> local, CheckedReference<TRef> obj, int index)
    {
        Place place = _checker.Find(ref local, nameof(LoadElement));
        TRef raw = _checker.Object(obj, nameof(LoadElement));
        _checker.CheckElement(raw, ElementKind.References, index, nameof(LoadElement));
        if (_checker.HasTemporaries)
        {
            _checker.Releasing(_checker.Mirror(place), Inner.BorrowElement(raw, index));
        }

        Inner.LoadElement(ref _checker.Mirror(place), raw, index);
        _checker.Written(place);
    }

    /// <inheritdoc/>
    public CheckedReference<TRef> BorrowElement(CheckedReference<TRef> obj, int index)
    {
        TRef raw = _checker.Object(obj, nameof(BorrowElement));
        _checker.CheckElement(raw, ElementKind.References, index, nameof(BorrowElement));
        return _checker.Borrow(Inner.BorrowElement(raw, index), raw, new(FieldKind.Element, index));
    }

    /// <inheritdoc/>
    public void StoreElement(CheckedReference<TRef> obj, int index, CheckedReference<TRef> value)
    {
        TRef raw = _checker.Object(obj, nameof(StoreElement));
        _checker.CheckElement(raw, ElementKind.References, index, nameof(StoreElement));
        TRef inner = _checker.Resolve(value);
        OverwriteElement(raw, index, inner);
        Inner.StoreElement(raw, index, inner);
    }

    /// <inheritdoc/>
    public void StoreElementTake(CheckedReference<TRef> obj, int index, CheckedReference<TRef> temporary)
    {
        TRef raw = _checker.Object(obj, nameof(StoreElementTake));
        _checker.CheckElement(raw, ElementKind.References, index, nameof(StoreElementTake));
        TRef inner = _checker.Consume(temporary, nameof(StoreElementTake));
        OverwriteElement(raw, index, inner);
        Inner.StoreElementTake(raw, index, inner);
    }

    private void OverwriteElement(TRef raw, int index, TRef value)
    {
        if (_checker.HasTemporaries)
        {
            _checker.Overwriting(raw, new(FieldKind.Element, index));
            _checker.Releasing(Inner.BorrowElement(raw, index), value);
        }
    }

    /// <inheritdoc/>
    public long GetElementWord(CheckedReference<TRef> obj, int index)
    {
        TRef raw = _checker.Object(obj, nameof(GetElementWord));
        _checker.CheckElement(raw, ElementKind.Words, index, nameof(GetElementWord));
        return Inner.GetElementWord(raw, index);
    }

    /// <inheritdoc/>
    public void SetElementWord(CheckedReference<TRef> obj, int index, long value)
    {
        TRef raw = _checker.Object(obj, nameof(SetElementWord));
        _checker.CheckElement(raw, ElementKind.Words, index, nameof(SetElementWord));
        Inner.SetElementWord(raw, index, value);
    }

    /// <inheritdoc/>
    public Span<byte> ElementBytes(CheckedReference<TRef> obj)
    {
        TRef raw = _checker.Object(obj, nameof(ElementBytes));
        _checker.CheckElements(raw, ElementKind.Bytes, nameof(ElementBytes));
        return Inner.ElementBytes(raw);
    }
}

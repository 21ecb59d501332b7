namespace Compare.Worker;

/// <content>Fields, elements and buffers of objects.</content>
internal readonly partial struct WatchedHeap<THeap, TRef>
{
    /// <inheritdoc/>
    public void Load(ref TRef local, TRef obj, int field) => _inner.Load(ref local, obj, field);

    /// <inheritdoc/>
    public TRef Borrow(TRef obj, int field) => _inner.Borrow(obj, field);

    /// <inheritdoc/>
    public void Store(TRef obj, int field, TRef value) => _inner.Store(obj, field, value);

    /// <inheritdoc/>
    public void StoreTake(TRef obj, int field, TRef temporary) => _inner.StoreTake(obj, field, temporary);

    /// <inheritdoc/>
    public long GetWord(TRef obj, int word) => _inner.GetWord(obj, word);

    /// <inheritdoc/>
    public void SetWord(TRef obj, int word, long value) => _inner.SetWord(obj, word, value);

    /// <inheritdoc/>
    public int Length(TRef obj) => _inner.Length(obj);

    /// <inheritdoc/>
    public void LoadElement(ref TRef local, TRef obj, int index) => _inner.LoadElement(ref local, obj, index);

    /// <inheritdoc/>
    public TRef BorrowElement(TRef obj, int index) => _inner.BorrowElement(obj, index);

    /// <inheritdoc/>
    public void StoreElement(TRef obj, int index, TRef value) => _inner.StoreElement(obj, index, value);

    /// <inheritdoc/>
    public void StoreElementTake(TRef obj, int index, TRef temporary) => _inner.StoreElementTake(obj, index, temporary);

    /// <inheritdoc/>
    public long GetElementWord(TRef obj, int index) => _inner.GetElementWord(obj, index);

    /// <inheritdoc/>
    public void SetElementWord(TRef obj, int index, long value) => _inner.SetElementWord(obj, index, value);

    /// <inheritdoc/>
    public Span<byte> ElementBytes(TRef obj) => _inner.ElementBytes(obj);

    /// <inheritdoc/>
    public int GetStoredHash(TRef obj) => _inner.GetStoredHash(obj);

    /// <inheritdoc/>
    public void SetStoredHash(TRef obj, int hash) => _inner.SetStoredHash(obj, hash);

    /// <inheritdoc/>
    public void ResizeBuffer(ref TRef owner, int buffer, int items)
    {
        _clock.Buffer(_inner.TypeOf(owner), buffer, items, 0);
        _inner.ResizeBuffer(ref owner, buffer, items);
    }

    /// <inheritdoc/>
    public void ResizeTable(ref TRef owner, int buffer, int items, int indexBytes)
    {
        _clock.Buffer(_inner.TypeOf(owner), buffer, items, indexBytes);
        _inner.ResizeTable(ref owner, buffer, items, indexBytes);
    }

    /// <inheritdoc/>
    public Span<byte> TableIndex(TRef owner, int buffer) => _inner.TableIndex(owner, buffer);

    /// <inheritdoc/>
    public int GetCount(TRef owner, int buffer) => _inner.GetCount(owner, buffer);

    /// <inheritdoc/>
    public void SetCount(TRef owner, int buffer, int count) => _inner.SetCount(owner, buffer, count);

    /// <inheritdoc/>
    public int GetFilled(TRef owner, int buffer) => _inner.GetFilled(owner, buffer);

    /// <inheritdoc/>
    public void SetFilled(TRef owner, int buffer, int filled) => _inner.SetFilled(owner, buffer, filled);

    /// <inheritdoc/>
    public int BufferLength(TRef owner, int buffer) => _inner.BufferLength(owner, buffer);

    /// <inheritdoc/>
    public void LoadItem(ref TRef local, TRef owner, int buffer, int index) => _inner.LoadItem(ref local, owner, buffer, index);

    /// <inheritdoc/>
    public TRef BorrowItem(TRef owner, int buffer, int index) => _inner.BorrowItem(owner, buffer, index);

    /// <inheritdoc/>
    public void StoreItem(TRef owner, int buffer, int index, TRef value) => _inner.StoreItem(owner, buffer, index, value);

    /// <inheritdoc/>
    public void StoreItemTake(TRef owner, int buffer, int index, TRef temporary) =>
        _inner.StoreItemTake(owner, buffer, index, temporary);

    /// <inheritdoc/>
    public long GetItemWord(TRef owner, int buffer, int index) => _inner.GetItemWord(owner, buffer, index);

    /// <inheritdoc/>
    public void SetItemWord(TRef owner, int buffer, int index, long value) => _inner.SetItemWord(owner, buffer, index, value);

    /// <inheritdoc/>
    public Span<byte> ItemBytes(TRef owner, int buffer) => _inner.ItemBytes(owner, buffer);
}

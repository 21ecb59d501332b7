using Compare.Engines.Heap.Memory;

namespace Compare.Engines.PyPy;

/// <content>Hash tables, the counters of buffers, and stored hashes.</content>
internal readonly unsafe partial struct PyPyHeap<TProbe>
{
    /// <inheritdoc/>
    public void ResizeTable(ref ObjectReference owner, int buffer, int items, int indexBytes) =>
        _engine.ResizeTable(ref owner, buffer, items, indexBytes);

    /// <inheritdoc/>
    public Span<byte> TableIndex(ObjectReference owner, int buffer) => _engine.TableIndex(owner.Address, buffer);

    /// <inheritdoc/>
    public int GetCount(ObjectReference owner, int buffer) => Number(owner, buffer, PyPyEngine<TProbe>.CountNumber);

    /// <inheritdoc/>
    public void SetCount(ObjectReference owner, int buffer, int count) =>
        _engine.Numbers(owner.Address, buffer)[PyPyEngine<TProbe>.CountNumber] = count;

    /// <inheritdoc/>
    public int GetFilled(ObjectReference owner, int buffer) => Number(owner, buffer, PyPyEngine<TProbe>.FilledNumber);

    /// <inheritdoc/>
    public void SetFilled(ObjectReference owner, int buffer, int filled) =>
        _engine.Numbers(owner.Address, buffer)[PyPyEngine<TProbe>.FilledNumber] = filled;

    /// <inheritdoc/>
    public int GetStoredHash(ObjectReference obj) => _engine.StoredHash(obj.Address);

    /// <inheritdoc/>
    public void SetStoredHash(ObjectReference obj, int hash) => _engine.StoredHash(obj.Address) = hash;

    private int Number(ObjectReference owner, int buffer, int number)
    {
        int* numbers = _engine.Numbers(owner.Address, buffer);
        return numbers == null ? 0 : numbers[number];
    }
}

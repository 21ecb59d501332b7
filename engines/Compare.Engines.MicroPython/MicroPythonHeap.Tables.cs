using Compare.Engines.Heap.Memory;
using Compare.Engines.MicroPython.Objects;

namespace Compare.Engines.MicroPython;

/// <content>Hash tables, the counters of buffers, and stored hashes.</content>
internal readonly unsafe partial struct MicroPythonHeap<TProbe, TGeometry>
{
    /// <inheritdoc/>
    public void ResizeTable(ref ObjectReference owner, int buffer, int items, int indexBytes) =>
        _engine.ResizeTable(ref owner, buffer, items, indexBytes);

    /// <inheritdoc/>
    public Span<byte> TableIndex(ObjectReference owner, int buffer) => _engine.TableIndex(owner.Address, buffer);

    /// <inheritdoc/>
    public int GetCount(ObjectReference owner, int buffer) =>
        _engine.BufferNumber(owner.Address, buffer, BufferNumbers.Count);

    /// <inheritdoc/>
    public void SetCount(ObjectReference owner, int buffer, int count) =>
        _engine.BufferNumber(owner.Address, buffer, BufferNumbers.Count) = count;

    /// <inheritdoc/>
    public int GetFilled(ObjectReference owner, int buffer) =>
        _engine.BufferNumber(owner.Address, buffer, BufferNumbers.Filled);

    /// <inheritdoc/>
    public void SetFilled(ObjectReference owner, int buffer, int filled) =>
        _engine.BufferNumber(owner.Address, buffer, BufferNumbers.Filled) = filled;

    /// <inheritdoc/>
    public int GetStoredHash(ObjectReference obj) => _engine.StoredHash(obj.Address);

    /// <inheritdoc/>
    public void SetStoredHash(ObjectReference obj, int hash) => _engine.StoredHash(obj.Address) = hash;
}

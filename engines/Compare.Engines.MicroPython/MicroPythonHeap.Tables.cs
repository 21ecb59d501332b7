using Compare.Engines.Heap.Memory;

namespace Compare.Engines.MicroPython;

/// <content>Hash tables, the counters of buffers, and stored hashes.</content>
internal readonly unsafe partial struct MicroPythonHeap<TProbe, TGeometry>
{
    /// <inheritdoc/>
    public void ResizeTable(ref ObjectReference owner, int buffer, int items, int indexBytes) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Span<byte> TableIndex(ObjectReference owner, int buffer) => throw new NotSupportedException();

    /// <inheritdoc/>
    public int GetCount(ObjectReference owner, int buffer) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void SetCount(ObjectReference owner, int buffer, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public int GetFilled(ObjectReference owner, int buffer) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void SetFilled(ObjectReference owner, int buffer, int filled) => throw new NotSupportedException();

    /// <inheritdoc/>
    public int GetStoredHash(ObjectReference obj) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void SetStoredHash(ObjectReference obj, int hash) => throw new NotSupportedException();
}


namespace Compare.Engines.Clr;

/// <content>Hash tables, the counters of buffers, and stored hashes.</content>
public readonly unsafe partial struct ClrHeap
{
    /// <inheritdoc/>
    public void ResizeTable(ref ClrReference owner, int buffer, int items, int indexBytes) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Span<byte> TableIndex(ClrReference owner, int buffer) => throw new NotSupportedException();

    /// <inheritdoc/>
    public int GetCount(ClrReference owner, int buffer) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void SetCount(ClrReference owner, int buffer, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public int GetFilled(ClrReference owner, int buffer) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void SetFilled(ClrReference owner, int buffer, int filled) => throw new NotSupportedException();

    /// <inheritdoc/>
    public int GetStoredHash(ClrReference obj) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void SetStoredHash(ClrReference obj, int hash) => throw new NotSupportedException();
}

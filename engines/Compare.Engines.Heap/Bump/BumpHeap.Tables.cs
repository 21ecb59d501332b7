using System.Runtime.CompilerServices;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.Heap.Bump;

/// <content>Hash tables, the counters of buffers, and stored hashes.</content>
public readonly unsafe partial struct BumpHeap
{
    /// <inheritdoc/>
    public void ResizeTable(ref ObjectReference owner, int buffer, int items, int indexBytes) =>
        _engine.ResizeTable(ref owner, buffer, items, indexBytes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> TableIndex(ObjectReference owner, int buffer)
    {
        nint table = BufferSlot(owner, buffer);
        return table == 0 ? default : BumpObject.Index(table);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int GetCount(ObjectReference owner, int buffer)
    {
        nint obj = BufferSlot(owner, buffer);
        return obj == 0 ? 0 : BumpObject.Counter(obj);
    }

    /// <inheritdoc/>
    public void SetCount(ObjectReference owner, int buffer, int count) => BumpObject.Counter(BufferSlot(owner, buffer)) = count;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int GetFilled(ObjectReference owner, int buffer)
    {
        nint table = BufferSlot(owner, buffer);
        return table == 0 ? 0 : BumpObject.Filled(table);
    }

    /// <inheritdoc/>
    public void SetFilled(ObjectReference owner, int buffer, int filled) => BumpObject.Filled(BufferSlot(owner, buffer)) = filled;

    /// <inheritdoc/>
    public int GetStoredHash(ObjectReference obj) => BumpObject.StoredHash(obj.Address);

    /// <inheritdoc/>
    public void SetStoredHash(ObjectReference obj, int hash) => BumpObject.StoredHash(obj.Address) = hash;
}

using System.Runtime.CompilerServices;
using Compare.Engines.CPython.Objects;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.CPython;

/// <content>Hash tables, the counters of buffers, and stored hashes.</content>
internal readonly unsafe partial struct CPythonHeap<TProbe, TVersion>
{
    /// <inheritdoc/>
    public void ResizeTable(ref ObjectReference owner, int buffer, int items, int indexBytes) =>
        _engine.ResizeTable(owner, buffer, items, indexBytes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> TableIndex(ObjectReference owner, int buffer) =>
        DictKeys.Index(ObjectLayout.BufferAddress(owner.Address, buffer));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int GetCount(ObjectReference owner, int buffer) => ObjectLayout.BufferCounter(owner.Address, buffer);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetCount(ObjectReference owner, int buffer, int count) =>
        ObjectLayout.BufferCounter(owner.Address, buffer) = count;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int GetFilled(ObjectReference owner, int buffer)
    {
        nint entries = ObjectLayout.BufferAddress(owner.Address, buffer);
        return entries == 0 ? 0 : DictKeys.Filled(entries);
    }

    /// <inheritdoc/>
    public void SetFilled(ObjectReference owner, int buffer, int filled) =>
        DictKeys.Filled(ObjectLayout.BufferAddress(owner.Address, buffer)) = filled;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int GetStoredHash(ObjectReference obj) => ObjectLayout.Hash(obj.Address);

    /// <inheritdoc/>
    public void SetStoredHash(ObjectReference obj, int hash) => ObjectLayout.Hash(obj.Address) = hash;
}

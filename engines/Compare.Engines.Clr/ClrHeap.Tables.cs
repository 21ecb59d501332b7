using System.Runtime.CompilerServices;

namespace Compare.Engines.Clr;

/// <content>Hash tables, the counters of buffers, and stored hashes.</content>
public readonly unsafe partial struct ClrHeap
{
    /// <inheritdoc/>
    public void ResizeTable(ref ClrReference owner, int buffer, int items, int indexBytes) =>
        _engine.ResizeTable(owner.Target!, buffer, items, indexBytes);

    /// <inheritdoc/>
    public Span<byte> TableIndex(ClrReference owner, int buffer) => _engine.TableIndex(owner.Target!, buffer);

    /// <inheritdoc/>
    public int GetCount(ClrReference owner, int buffer) => _engine.Counters(owner.Target!, buffer);

    /// <inheritdoc/>
    public void SetCount(ClrReference owner, int buffer, int count) => _engine.Counters(owner.Target!, buffer) = count;

    /// <inheritdoc/>
    public int GetFilled(ClrReference owner, int buffer) => Unsafe.Add(ref _engine.Counters(owner.Target!, buffer), 1);

    /// <inheritdoc/>
    public void SetFilled(ClrReference owner, int buffer, int filled) =>
        Unsafe.Add(ref _engine.Counters(owner.Target!, buffer), 1) = filled;

    /// <inheritdoc/>
    /// <remarks>The host's strings remember no hash; IronPython computes it each time.</remarks>
    public int GetStoredHash(ClrReference obj) => 0;

    /// <inheritdoc/>
    /// <remarks>Does nothing: the host's strings have no room.</remarks>
    public void SetStoredHash(ClrReference obj, int hash)
    {
    }
}

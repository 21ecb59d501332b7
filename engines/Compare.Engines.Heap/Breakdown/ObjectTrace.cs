using System.Runtime.CompilerServices;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.Heap.Breakdown;

/// <summary>A trace under way: what it has seen, what it has yet to look at, and what was asked for what it has looked
/// at.</summary>
public sealed class ObjectTrace : IDisposable
{
    private readonly AddressSet _seen = new();
    private readonly UnmanagedList<nint> _pending = new();

    /// <summary>Gets or sets the objects of the program that were looked at.</summary>
    public long Objects { get; set; }

    /// <summary>Gets or sets the bytes that were asked for what was looked at.</summary>
    public long RequestedBytes { get; set; }

    /// <summary>Notes a reference.</summary>
    /// <param name="address">What it leads to, or 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // In the loops of every look, which runs in a young process.
    public void Reach(nint address)
    {
        if (address != 0 && _seen.Add(address))
        {
            _pending.Push(address);
        }
    }

    /// <summary>Notes an object that is not to be looked at.</summary>
    /// <param name="address">Its address.</param>
    public void Ignore(nint address) => _seen.Add(address);

    /// <summary>Takes an object to look at.</summary>
    /// <param name="address">Its address.</param>
    /// <returns>False when all were looked at.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // In the loops of every look, which runs in a young process.
    public bool TryNext(out nint address)
    {
        bool isAny = _pending.Count > 0;
        address = isAny ? _pending.Pop() : 0;
        return isAny;
    }

    /// <summary>Tells whether an object was reached.</summary>
    /// <param name="address">Its address.</param>
    /// <returns>True when it was.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // In the loops of every look, which runs in a young process.
    public bool HasReached(nint address) => _seen.Contains(address);

    /// <inheritdoc/>
    public void Dispose()
    {
        _seen.Dispose();
        _pending.Dispose();
    }
}

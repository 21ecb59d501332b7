using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Compare.Engines.Heap.Breakdown;

/// <summary>
/// Addresses that a trace has seen. In native memory, so that looking at a heap does not make the host collect; open addressing
/// with linear probing.
/// </summary>
public sealed unsafe class AddressSet : IDisposable
{
    private const nuint FirstCapacity = 1 << 10;

    /// <summary>2^64 divided by the golden ratio: spreads addresses, whose low bits are equal (Knuth, TAOCP 3, 6.4).</summary>
    private const ulong Spread = 0x9E37_79B9_7F4A_7C15;

    private const int WordBits = 64;

    private nint* _slots = (nint*)NativeMemory.AllocZeroed(FirstCapacity, (nuint)sizeof(nint));
    private nuint _capacity = FirstCapacity;
    private nuint _count;

    /// <summary>Adds an address.</summary>
    /// <param name="address">The address, not 0.</param>
    /// <returns>False when it was there.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // In the loops of every look, which runs in a young process.
    public bool Add(nint address)
    {
        if (2 * (_count + 1) > _capacity)
        {
            Grow();
        }

        nint* slot = SlotOf(address);
        if (*slot == address)
        {
            return false;
        }

        *slot = address;
        _count++;
        return true;
    }

    /// <summary>Tells whether an address is there.</summary>
    /// <param name="address">The address, not 0.</param>
    /// <returns>True when it was added.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // In the loops of every look, which runs in a young process.
    public bool Contains(nint address) => *SlotOf(address) == address;

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.Free(_slots);
        _slots = null;
    }

    /// <summary>Finds the slot of an address, or the free one where it would be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // In the loops of every look, which runs in a young process.
    private nint* SlotOf(nint address)
    {
        nuint mask = _capacity - 1;
        nuint i = (nuint)(((ulong)address * Spread) >> (WordBits - BitOperations.Log2(_capacity)));
        while (_slots[i] != 0 && _slots[i] != address)
        {
            i = (i + 1) & mask;
        }

        return _slots + i;
    }

    private void Grow()
    {
        nint* old = _slots;
        nuint oldCapacity = _capacity;
        _capacity *= 2;
        _slots = (nint*)NativeMemory.AllocZeroed(_capacity, (nuint)sizeof(nint));
        for (nuint i = 0; i < oldCapacity; i++)
        {
            if (old[i] != 0)
            {
                *SlotOf(old[i]) = old[i];
            }
        }

        NativeMemory.Free(old);
    }
}

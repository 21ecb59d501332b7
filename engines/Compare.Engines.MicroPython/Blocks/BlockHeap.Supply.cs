using System.Numerics;
using System.Runtime.CompilerServices;

namespace Compare.Engines.MicroPython.Blocks;

/// <content>
/// The supply: one-block requests take the free blocks of one word of the table from a number, and the table, the search bound
/// and the counters are brought up to date when the number is used up or anything else happens.
/// </content>
/// <remarks>
/// Safe because between two one-block requests nothing changes that decides where the next is placed: first fit takes the
/// free blocks of the word in ascending order.
/// </remarks>
internal unsafe partial struct BlockHeap<TGeometry>
{
    /// <summary>Allocates one zeroed block from the supply.</summary>
    /// <returns>The address, or 0 when <see cref="Allocate"/> must decide.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // The allocation fast path.
    public nint TryAllocateBlock()
    {
        ulong supply = _supply;
        if (supply == 0)
        {
            return 0;
        }

        _supply = supply & (supply - 1);
        // A block's number in its word is half the number of its bit.
        nint address = _supplyPool + ((nint)BitOperations.TrailingZeroCount(supply) << (TGeometry.BlockShift - 1));
        Unsafe.InitBlock((void*)address, 0, 1U << TGeometry.BlockShift);
        return address;
    }

    /// <summary>Gets a value indicating whether the fast path has blocks to hand out.</summary>
    public readonly bool IsSupplied => _supply != 0;

    /// <summary>Offers blocks to the fast path again, after a look at the heap has taken them back.</summary>
    public void Resupply() => Supply();

    /// <summary>Brings the heap up to date with what the fast path took, and takes back the rest.</summary>
    private void Settle()
    {
        ulong taken = _supplied & ~_supply;
        _supplied = 0;
        _supply = 0;
        if (taken == 0)
        {
            return;
        }

        Area* area = _current;
        area->Table[_supplyWord] |= taken;
        nint last = (_supplyWord << TableWord.Shift) + (BitOperations.Log2(taken) / TableWord.BitsPerBlock);
        area->SearchByte = (last + 1) / AreaLayout.BlocksPerByte;
        area->LastUsed = Math.Max(area->LastUsed, last);
        _amount += BitOperations.PopCount(taken);
    }

    /// <summary>
    /// Offers the free blocks of the word in which the next search for one block begins, unless a passed threshold would
    /// have to interrupt, or fresh memory need not be zero.
    /// </summary>
    private void Supply()
    {
        Area* area = _current;
        ulong from = MaskFrom(area->SearchByte * AreaLayout.BlocksPerByte, out nint index);
        if (index < area->FullWords && _options.ClearsFreshMemory && _amount + TableWord.Blocks <= _threshold)
        {
            _supplied = TableWord.Free(area->Table[index]) & from;
            _supply = _supplied;
            _supplyWord = index;
            _supplyPool = area->Pool + (index << (TableWord.Shift + TGeometry.BlockShift));
        }
    }
}

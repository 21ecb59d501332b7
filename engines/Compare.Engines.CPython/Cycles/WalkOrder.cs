using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Compare.Engines.CPython.Objects;

namespace Compare.Engines.CPython.Cycles;

/// <summary>
/// The order in which a list is walked, noted by the pass before. Following the links, each step waits for the memory of
/// the object before it; these addresses are known in advance, so many objects are fetched at a time.
/// </summary>
/// <remarks>
/// 8 bytes an object, outside the modelled heap and given back after a large collection. CPython does without.
/// </remarks>
internal unsafe struct WalkOrder
{
    /// <summary>Objects for which memory is kept: more than young and middle collections see with the default thresholds.</summary>
    private const int KeptCapacity = 1 << 16;

    /// <summary>Objects between the one that is fetched and the one that is walked; measured, not critical.</summary>
    private const int FetchDistance = 16;

    private nint* _entries;
    private nint _capacity;
    private nint _count;

    /// <summary>Gets the first address noted.</summary>
    public readonly nint* First => _entries;

    /// <summary>Gets the end of the addresses noted.</summary>
    public readonly nint* End => _entries + _count;

    /// <summary>Makes an empty order.</summary>
    /// <returns>Its address, to be freed by <see cref="Free"/>.</returns>
    public static WalkOrder* Allocate()
    {
        WalkOrder* order = (WalkOrder*)NativeMemory.AllocZeroed((nuint)sizeof(WalkOrder));
        order->SetCapacity(KeptCapacity);
        return order;
    }

    /// <summary>Frees an order.</summary>
    /// <param name="order">From <see cref="Allocate"/>, or null.</param>
    public static void Free(WalkOrder* order)
    {
        if (order != null)
        {
            NativeMemory.Free(order->_entries);
            NativeMemory.Free(order);
        }
    }

    /// <summary>Takes the next address, and has the memory of a later one fetched.</summary>
    /// <param name="next">Where to read; moves on.</param>
    /// <param name="end">End of the addresses.</param>
    /// <returns>Address of a header.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Once for each object of a collection.
    public static nint Take(ref nint* next, nint* end)
    {
        if (Sse.IsSupported && end - next > FetchDistance)
        {
            Sse.Prefetch0((void*)next[FetchDistance]);
            Sse.Prefetch0((void*)GcHeader.Object(next[FetchDistance]));
        }

        return *next++;
    }

    /// <summary>Notes an object.</summary>
    /// <param name="header">Address of its header.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Once for each object of a collection.
    public void Add(nint header)
    {
        if (_count == _capacity)
        {
            SetCapacity(2 * _capacity);
        }

        _entries[_count++] = header;
    }

    /// <summary>Forgets all addresses, and gives memory back that only large collections need.</summary>
    public void Clear()
    {
        _count = 0;
        if (_capacity > KeptCapacity)
        {
            SetCapacity(KeptCapacity);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // Only in large collections.
    private void SetCapacity(nint capacity)
    {
        _entries = (nint*)NativeMemory.Realloc(_entries, (nuint)capacity * (nuint)sizeof(nint));
        _capacity = capacity;
    }
}

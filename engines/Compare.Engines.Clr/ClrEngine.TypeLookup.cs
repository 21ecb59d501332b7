using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Compare.Engines.Clr.Objects;

namespace Compare.Engines.Clr;

/// <content>
/// From an object to the description of its type without a virtual call, for the accesses to buffers: several of them make up one
/// operation of a list or a dictionary. Of use to the mutator's thread only.
/// </content>
public sealed unsafe partial class ClrEngine
{
    private const int AddressBits = 64;

    /// <summary>Places in the table of lookups, as a power of two: some ten times the types that a program registers.</summary>
    private const int LookupBits = 9;

    /// <summary>2^64 divided by the golden ratio, odd: the multiplier of Fibonacci hashing (Knuth, volume 3, 6.4).</summary>
    private const ulong LookupMultiplier = 0x9E3779B97F4A7C15;

    /// <summary>Descriptions by the hash of their class, one in each place: never null, so that a lookup needs one comparison.</summary>
    private readonly nint* _lookups;

    /// <summary>Gets the description of an object's type.</summary>
    /// <param name="obj">The object.</param>
    /// <returns>The description.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // A few instructions in every access to a buffer.
    internal ClrTypeInfo* InfoOf(ClrObject obj)
    {
        nint methodTable = obj.MethodTable;
        ClrTypeInfo* info = (ClrTypeInfo*)_lookups[LookupPlace(methodTable)];
        return info->MethodTable == methodTable ? info : LookUp(obj, methodTable);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Part of every lookup.
    private static nint LookupPlace(nint methodTable) =>
        (nint)(((ulong)methodTable * LookupMultiplier) >> (AddressBits - LookupBits));

    /// <summary>Asks the object itself, and remembers the answer in place of the one that was there.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // Once for each type, more often for two that share a place.
    private ClrTypeInfo* LookUp(ClrObject obj, nint methodTable)
    {
        ClrTypeInfo* info = obj.Info;
        _lookups[LookupPlace(methodTable)] = (nint)info;
        return info;
    }

    /// <summary>Makes the table, with a type in all places whose class no object has under that address.</summary>
    private static nint* MakeLookups(ClrTypeInfo* none)
    {
        nint* lookups = (nint*)NativeMemory.Alloc(1 << LookupBits, (nuint)sizeof(nint));
        new Span<nint>(lookups, 1 << LookupBits).Fill((nint)none);
        return lookups;
    }
}

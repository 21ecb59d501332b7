using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compare.Engines.PyPy.Objects;

/// <summary>Access to the header and the parts of an object at an address.</summary>
internal static unsafe class ObjectHeader
{
    /// <summary>Bytes of the header.</summary>
    public const int Bytes = 8;

    /// <summary>Bytes of a reference or word.</summary>
    public const int SlotBytes = 8;

    /// <summary>Least bytes of an object in the nursery: header and forwarding address.</summary>
    public const int LeastNurseryBytes = 2 * SlotBytes;

    /// <summary>Bytes from which a block copy is faster than a loop over words.</summary>
    private const int LongCopyBytes = 128;

    /// <summary>Where the upper half of the header lies, which holds the flags: tests of it are one instruction.</summary>
    private const int FlagsOffset = 4;

    private const int FlagsShift = 32;
    private const uint TrackBit = (uint)(HeaderFlags.TrackYoungPointers >> FlagsShift);
    private const uint ScatteredBit = (uint)(HeaderFlags.Scattered >> FlagsShift);

    /// <summary>Gets the header.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <returns>The word.</returns>
    public static ref ulong Of(nint obj) => ref *(ulong*)obj;

    /// <summary>Tells whether a store into the object must be remembered first.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <returns>True while <see cref="HeaderFlags.TrackYoungPointers"/> is set.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Part of every store.
    public static bool IsTracked(nint obj) => (*(uint*)(obj + FlagsOffset) & TrackBit) != 0;

    /// <summary>Tells whether some fields or elements of the object lie in its storage.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <returns>True when they do.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Part of every load of a field.
    public static bool IsScattered(nint obj) => (*(uint*)(obj + FlagsOffset) & ScatteredBit) != 0;

    /// <summary>Tells whether a store into a field is more than a write to memory.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <returns>True when its barrier is armed or fields lie in storage.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Part of every store.
    public static bool NeedsCare(nint obj) => (*(uint*)(obj + FlagsOffset) & (TrackBit | ScatteredBit)) != 0;

    /// <summary>Nulls the references that follow the header.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <param name="references">Their number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Part of every allocation.
    public static void NullReferences(nint obj, int references)
    {
        nint* slot = (nint*)(obj + Bytes);
        for (; references >= 2; references -= 2)
        {
            *(Vector128<long>*)slot = Vector128<long>.Zero;
            slot += 2;
        }

        if (references > 0)
        {
            *slot = 0;
        }
    }

    /// <summary>Copies an object.</summary>
    /// <param name="from">Its address.</param>
    /// <param name="to">Address of the copy.</param>
    /// <param name="bytes">Its size, a multiple of 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Part of every promotion.
    public static void Copy(nint from, nint to, nint bytes)
    {
        if (bytes > LongCopyBytes)
        {
            Buffer.MemoryCopy((void*)from, (void*)to, bytes, bytes);
            return;
        }

        for (; bytes >= 2 * SlotBytes; bytes -= 2 * SlotBytes)
        {
            *(Vector128<long>*)to = *(Vector128<long>*)from;
            from += 2 * SlotBytes;
            to += 2 * SlotBytes;
        }

        if (bytes > 0)
        {
            *(long*)to = *(long*)from;
        }
    }

    /// <summary>Gets a traced reference by its position.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <param name="field">0 to the traced references − 1.</param>
    /// <returns>The slot.</returns>
    public static ref nint Field(nint obj, int field) => ref ((nint*)(obj + Bytes))[field];

    /// <summary>Gets a slot by its offset.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <param name="offset">Bytes from its header.</param>
    /// <returns>The slot.</returns>
    public static ref nint At(nint obj, int offset) => ref *(nint*)(obj + offset);

    /// <summary>Gets the new address of a forwarded object.</summary>
    /// <param name="obj">Address of the nursery object.</param>
    /// <returns>The slot behind the header.</returns>
    public static ref nint Forwarding(nint obj) => ref ((nint*)obj)[1];

    /// <summary>Gets the number of items.</summary>
    /// <param name="obj">Address of an object with items.</param>
    /// <param name="shape">Its shape.</param>
    /// <returns>The field.</returns>
    public static ref long Length(nint obj, GcShape* shape) => ref *(long*)(obj + shape->LengthOffset);

    /// <summary>Computes the bytes of an object, rounded up to words.</summary>
    /// <param name="obj">Address of the object, not forwarded.</param>
    /// <param name="shape">Its shape.</param>
    /// <returns>Bytes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Asked for each object that is copied, marked or swept.
    public static nint Size(nint obj, GcShape* shape) =>
        shape->ItemBytes == 0 ? shape->FixedBytes : RoundUp(UnroundedSize(shape, Length(obj, shape)));

    /// <summary>Computes the bytes of an object with items, which decide whether it is large.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="length">Number of items.</param>
    /// <returns>Bytes, not rounded.</returns>
    public static nint UnroundedSize(GcShape* shape, long length) =>
        shape->FixedBytes + ((nint)length * shape->ItemBytes) + shape->TailBytes;

    /// <summary>Rounds up to words.</summary>
    /// <param name="bytes">Bytes.</param>
    /// <returns>Bytes, a multiple of 8.</returns>
    public static nint RoundUp(nint bytes) => (bytes + SlotBytes - 1) & -SlotBytes;
}

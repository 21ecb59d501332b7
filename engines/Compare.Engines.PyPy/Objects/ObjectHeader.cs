using System.Runtime.CompilerServices;

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

    /// <summary>Bit of the barrier's flag in the first byte of the header's upper half.</summary>
    private const int TrackBit = 1;

    private const int FlagsOffset = 4;

    /// <summary>Gets the header.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <returns>The word.</returns>
    public static ref ulong Of(nint obj) => ref *(ulong*)obj;

    /// <summary>Tells whether a store into the object must be remembered first.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <returns>True while <see cref="HeaderFlags.TrackYoungPointers"/> is set: a test of one byte in memory.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Part of every store.
    public static bool IsTracked(nint obj) => (*(byte*)(obj + FlagsOffset) & TrackBit) != 0;

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

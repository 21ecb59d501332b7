using System.Runtime.CompilerServices;

namespace Compare.Engines.CPython.Objects;

/// <summary>The layout of objects, as CPython (64-bit, with the global lock) has it.</summary>
/// <remarks>
/// <code>
/// offset  bytes  content                                            present
/// -32     8      first weak reference (3.12+); attributes (3.11)    weakly referenceable or instance types
/// -24     8      attributes (3.12); dictionary (unused here)        the same
/// -16     8      next in the generation's list; 0 = not tracked     types that the collector knows
///  -8     8      previous; bits 0-1 flags, see GcHeader              the same
///   0     8      reference count; the low 32 bits are counted
///   8     8      type: address of the TypeInfo
///  16            reference fields, data words, buffers (address, items, counter), length, elements
/// </code>
/// Sizes are CPython's for each Python kind; inside that size fields have their own order, so that the first reference
/// field is at the same place in every object. A tuple of fixed length does not store the length its type knows.
/// </remarks>
internal static unsafe class ObjectLayout
{
    /// <summary>Bytes of count and type.</summary>
    public const int HeaderBytes = 16;

    /// <summary>Bytes of a reference or word.</summary>
    public const int SlotBytes = 8;

    /// <summary>Bytes before the object that link it into a generation.</summary>
    public const int GcHeaderBytes = 16;

    /// <summary>Bytes before the collector's header that hold dictionary and weak references.</summary>
    public const int ManagedPrefixBytes = 16;

    /// <summary>Bytes of a buffer's address, its number of items (4) and its program's counter (4).</summary>
    public const int BufferFieldBytes = 16;

    /// <summary>Marks a block of the system allocator in a buffer's address: such a block never moves into a pool.</summary>
    public const nint SystemBlock = 1;

    private const int TypeOffset = 8;

    /// <summary>Offset of the first word of the managed prefix.</summary>
    public const int ManagedFirstOffset = -32;

    /// <summary>Offset of the second word of the managed prefix.</summary>
    public const int ManagedSecondOffset = -24;

    private const int BufferItemsOffset = 8;

    private const int BufferCounterOffset = 12;

    /// <summary>Gets the count. An immortal object's is negative.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <returns>The low 32 bits of the count word: all that 3.12+ counts with, and enough for 2^31 references in 3.11.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // One address.
    public static ref int Count(nint obj) => ref *(int*)obj;

    /// <summary>Gets the whole count word, with which 3.11 counts.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <returns>The count.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // One address.
    public static ref long WideCount(nint obj) => ref *(long*)obj;

    /// <summary>Gets the type.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <returns>Its description.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // One load.
    public static TypeInfo* Type(nint obj) => *(TypeInfo**)(obj + TypeOffset);

    /// <summary>Sets the count to one and the type.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <param name="info">Its type.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Two stores.
    public static void SetHeader(nint obj, TypeInfo* info)
    {
        *(long*)obj = 1;
        *(TypeInfo**)(obj + TypeOffset) = info;
    }

    /// <summary>Gets the head of the list of weak references.</summary>
    /// <param name="obj">Address of an object whose type may be weakly referenced.</param>
    /// <returns>The slot.</returns>
    public static ref nint WeakList(nint obj) => ref *(nint*)(obj + Type(obj)->WeakListOffset);

    /// <summary>Gets the address of an instance's attributes, which lie in a block of their own.</summary>
    /// <param name="obj">Address of the instance.</param>
    /// <returns>The slot.</returns>
    public static ref nint Attributes(nint obj) => ref *(nint*)(obj + Type(obj)->AttributesOffset);

    /// <summary>Gets a reference field.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <param name="field">Its index.</param>
    /// <returns>The slot.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // One address.
    public static ref nint Field(nint obj, int field) => ref ((nint*)(obj + HeaderBytes))[field];

    /// <summary>Gets a data word.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <param name="word">Its index.</param>
    /// <returns>The word.</returns>
    public static ref long Word(nint obj, int word) => ref ((long*)(obj + Type(obj)->WordsOffset))[word];

    /// <summary>Gets the number of elements.</summary>
    /// <param name="obj">Address of an object with elements.</param>
    /// <returns>The field.</returns>
    public static ref long Length(nint obj) => ref *(long*)(obj + Type(obj)->LengthOffset);

    /// <summary>Gets the first element.</summary>
    /// <param name="obj">Address of an object with elements.</param>
    /// <returns>Its address.</returns>
    public static nint Elements(nint obj) => obj + Type(obj)->ElementsOffset;

    /// <summary>Gets a buffer's address field; bit 0 is set when the block came from the system allocator.</summary>
    /// <param name="obj">Address of the owner.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <returns>The field.</returns>
    public static ref nint Buffer(nint obj, int buffer) =>
        ref *(nint*)(obj + Type(obj)->BuffersOffset + (buffer * BufferFieldBytes));

    /// <summary>Gets the address of a buffer's first item.</summary>
    /// <param name="obj">Address of the owner.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <returns>The address, or 0 when the buffer is empty.</returns>
    public static nint BufferAddress(nint obj, int buffer) => Buffer(obj, buffer) & ~SystemBlock;

    /// <summary>Gets a buffer's number of items.</summary>
    /// <param name="obj">Address of the owner.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <returns>The field.</returns>
    public static ref int BufferItems(nint obj, int buffer) =>
        ref *(int*)(obj + Type(obj)->BuffersOffset + (buffer * BufferFieldBytes) + BufferItemsOffset);

    /// <summary>
    /// Gets a buffer's counter: the length of a list (<c>ob_size</c>), the live entries of a dictionary or set (<c>ma_used</c>).
    /// </summary>
    /// <param name="obj">Address of the owner.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <returns>The field.</returns>
    public static ref int BufferCounter(nint obj, int buffer) =>
        ref *(int*)(obj + Type(obj)->BuffersOffset + (buffer * BufferFieldBytes) + BufferCounterOffset);

    /// <summary>Makes a buffer empty: no block, no items, a counter of 0.</summary>
    /// <param name="obj">Address of the owner.</param>
    /// <param name="buffer">Index of the buffer.</param>
    public static void EmptyBuffer(nint obj, int buffer)
    {
        nint* field = (nint*)(obj + Type(obj)->BuffersOffset + (buffer * BufferFieldBytes));
        field[0] = 0;
        field[1] = 0;
    }

    /// <summary>Gets the hash that a string or bytes object remembers; CPython has 8 bytes for it, of which 4 are used.</summary>
    /// <param name="obj">Address of a string or bytes object.</param>
    /// <returns>The field; 0 for none.</returns>
    public static ref int Hash(nint obj) => ref *(int*)(obj + Type(obj)->HashOffset);
}

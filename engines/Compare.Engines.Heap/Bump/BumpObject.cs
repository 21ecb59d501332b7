using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Heap.Bump;

/// <summary>The layout of objects in bump-allocated memory.</summary>
/// <remarks>
/// <code>
/// offset  bytes  content
/// 0       8      address of the BumpTypeInfo; a copying collector overwrites it with the new address + 1
/// 8       4      length: variable elements, or items of a buffer
/// 12      4      identity hash, 0 until asked for; capacity in items for a buffer
/// 16      8 × R  reference fields
///         8 × B  hidden references to buffer objects
///         8 × W  data words
///         8      strings and bytes: hash of the content (4 bytes), 0 until it is set
///                variable elements: references, words or bytes
/// </code>
/// A buffer is an object of its own without fields; each of its items is its references, then its words. Between header and
/// items it has
/// <code>
/// 16      4      the program's counter
/// 20      4      tables: the second counter
/// 24      4 + 4  tables: bytes of the index; unused
/// </code>
/// and the index of a table lies behind its last item, that of its capacity.
/// Objects are 8-byte aligned and follow each other without gaps.
/// </remarks>
public static unsafe class BumpObject
{
    /// <summary>Bytes of the header.</summary>
    public const int HeaderBytes = 16;

    /// <summary>Bytes of a reference or word.</summary>
    public const int SlotBytes = 8;

    /// <summary>Set in the first header word of an object that has been copied.</summary>
    public const nint ForwardedBit = 1;

    /// <summary>Bytes of a buffer before its items.</summary>
    public const int BufferHeaderBytes = 24;

    /// <summary>Bytes of a table before its entries.</summary>
    public const int TableHeaderBytes = 32;

    private const int LengthOffset = 8;
    private const int HashOffset = 12;
    private const int CounterOffset = 16;
    private const int FilledOffset = 20;
    private const int IndexBytesOffset = 24;

    /// <summary>Gets the description of an object's type.</summary>
    /// <param name="obj">Address of the object, not forwarded.</param>
    /// <returns>The description.</returns>
    public static BumpTypeInfo* Info(nint obj) => *(BumpTypeInfo**)obj;

    /// <summary>Gets the number of elements or items.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <returns>The field.</returns>
    public static ref int Length(nint obj) => ref *(int*)(obj + LengthOffset);

    /// <summary>Gets the identity hash, or the capacity of a buffer.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <returns>The field.</returns>
    public static ref int HashOrCapacity(nint obj) => ref *(int*)(obj + HashOffset);

    /// <summary>Gets a reference field or a hidden reference to a buffer.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <param name="field">0 to the traced fields − 1.</param>
    /// <returns>The field.</returns>
    public static ref nint Field(nint obj, int field) => ref ((nint*)(obj + HeaderBytes))[field];

    /// <summary>Gets a data word.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <param name="info">Its type.</param>
    /// <param name="word">0 to the words − 1.</param>
    /// <returns>The word.</returns>
    public static ref long Word(nint obj, BumpTypeInfo* info, int word) =>
        ref ((long*)(obj + HeaderBytes))[info->TracedFields + word];

    /// <summary>Gets the first element of an object, or the first item of a buffer.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <param name="info">Its type.</param>
    /// <returns>Address of the element.</returns>
    public static nint Elements(nint obj, BumpTypeInfo* info) => obj + info->FixedBytes;

    /// <summary>Gets a reference of a buffer's item.</summary>
    /// <param name="buffer">Address of the buffer object.</param>
    /// <param name="info">Its type.</param>
    /// <param name="index">item × references per item + reference in the item.</param>
    /// <returns>The reference.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // A few instructions on the path of every item.
    public static ref nint ItemReference(nint buffer, BumpTypeInfo* info, int index)
    {
        nint* slots = (nint*)Elements(buffer, info);
        return ref slots[info->Items.ReferenceSlot(index)];
    }

    /// <summary>Gets a data word of a buffer's item.</summary>
    /// <param name="buffer">Address of the buffer object.</param>
    /// <param name="info">Its type.</param>
    /// <param name="index">item × words per item + word in the item.</param>
    /// <returns>The word.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // A few instructions on the path of every item.
    public static ref long ItemWord(nint buffer, BumpTypeInfo* info, int index)
    {
        long* slots = (long*)Elements(buffer, info);
        return ref slots[info->Items.WordSlot(index)];
    }

    /// <summary>Gets the counter of a buffer.</summary>
    /// <param name="buffer">Address of the buffer object.</param>
    /// <returns>The field.</returns>
    public static ref int Counter(nint buffer) => ref *(int*)(buffer + CounterOffset);

    /// <summary>Gets the second counter of a table.</summary>
    /// <param name="table">Address of the buffer object.</param>
    /// <returns>The field.</returns>
    public static ref int Filled(nint table) => ref *(int*)(table + FilledOffset);

    /// <summary>Gets the bytes of a table's index.</summary>
    /// <param name="table">Address of the buffer object.</param>
    /// <returns>The field.</returns>
    public static ref int IndexBytes(nint table) => ref *(int*)(table + IndexBytesOffset);

    /// <summary>Gets the index of a table.</summary>
    /// <param name="table">Address of the buffer object.</param>
    /// <returns>Its bytes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // A few instructions on the path of every item.
    public static Span<byte> Index(nint table) => new(
        (void*)(table + SizeFor(Info(table), HashOrCapacity(table))), IndexBytes(table));

    /// <summary>Gets the hash that a string or bytes object remembers.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <returns>The field.</returns>
    public static ref int StoredHash(nint obj) => ref *(int*)(obj + Info(obj)->HashOffset);

    /// <summary>Computes the bytes of an object.</summary>
    /// <param name="obj">Address of the object, not forwarded.</param>
    /// <returns>Bytes, a multiple of 8.</returns>
    public static nint Size(nint obj)
    {
        BumpTypeInfo* info = Info(obj);
        if (info->Elements == ElementKind.None)
        {
            return info->FixedBytes;
        }

        return info->IsTable != 0 ? TableSize(info, HashOrCapacity(obj), IndexBytes(obj))
            : SizeFor(info, info->IsBuffer != 0 ? HashOrCapacity(obj) : Length(obj));
    }

    /// <summary>Computes the bytes of a table.</summary>
    /// <param name="info">Its type.</param>
    /// <param name="entries">Number of entries that fit.</param>
    /// <param name="indexBytes">Bytes of its index.</param>
    /// <returns>Bytes, a multiple of 8.</returns>
    public static nint TableSize(BumpTypeInfo* info, int entries, int indexBytes) =>
        SizeFor(info, entries) + RoundUp(indexBytes);

    /// <summary>Computes the bytes of an object with variable elements.</summary>
    /// <param name="info">Its type.</param>
    /// <param name="elements">Number of elements.</param>
    /// <returns>Bytes, a multiple of 8.</returns>
    public static nint SizeFor(BumpTypeInfo* info, int elements) =>
        info->FixedBytes + RoundUp((nint)elements * info->ElementBytes);

    private static nint RoundUp(nint bytes) => (bytes + SlotBytes - 1) & -SlotBytes;
}

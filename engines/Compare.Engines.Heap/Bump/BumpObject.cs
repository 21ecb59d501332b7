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
///                variable elements: references, words or bytes
/// </code>
/// A buffer is an object of its own without fields; each of its items is its references, then its words.
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

    private const int LengthOffset = 8;
    private const int HashOffset = 12;

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
    public static ref nint ItemReference(nint buffer, BumpTypeInfo* info, int index)
    {
        nint* slots = (nint*)(buffer + HeaderBytes);
        if (info->ItemWords == 0)
        {
            return ref slots[index];
        }

        (int item, int reference) = Math.DivRem(index, info->ItemReferences);
        return ref slots[((nint)item * (info->ItemReferences + info->ItemWords)) + reference];
    }

    /// <summary>Gets a data word of a buffer's item.</summary>
    /// <param name="buffer">Address of the buffer object.</param>
    /// <param name="info">Its type.</param>
    /// <param name="index">item × words per item + word in the item.</param>
    /// <returns>The word.</returns>
    public static ref long ItemWord(nint buffer, BumpTypeInfo* info, int index)
    {
        long* slots = (long*)(buffer + HeaderBytes);
        if (info->ItemReferences == 0)
        {
            return ref slots[index];
        }

        (int item, int word) = Math.DivRem(index, info->ItemWords);
        return ref slots[((nint)item * (info->ItemReferences + info->ItemWords)) + info->ItemReferences + word];
    }

    /// <summary>Computes the bytes of an object.</summary>
    /// <param name="obj">Address of the object, not forwarded.</param>
    /// <returns>Bytes, a multiple of 8.</returns>
    public static nint Size(nint obj)
    {
        BumpTypeInfo* info = Info(obj);
        int elements = info->IsBuffer != 0 ? HashOrCapacity(obj) : Length(obj);
        return info->Elements == ElementKind.None ? info->FixedBytes : SizeFor(info, elements);
    }

    /// <summary>Computes the bytes of an object with variable elements.</summary>
    /// <param name="info">Its type.</param>
    /// <param name="elements">Number of elements.</param>
    /// <returns>Bytes, a multiple of 8.</returns>
    public static nint SizeFor(BumpTypeInfo* info, int elements) =>
        info->FixedBytes + ((((nint)elements * info->ElementBytes) + SlotBytes - 1) & -SlotBytes);
}

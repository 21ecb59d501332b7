using System.Runtime.CompilerServices;
using Compare.Engines.Heap.Memory;
using Compare.Engines.MicroPython.Objects;

namespace Compare.Engines.MicroPython;

/// <content>Reading and writing objects: machine words of 8 or 4 bytes, see <see cref="TypeDescriber"/>.</content>
/// <remarks>
/// A program's references are addresses. In the heap a reference is a machine word: with 8 bytes the address, with 4 bytes
/// the place in the address space of a board, whose RAM begins at <see cref="FirstNarrowAddress"/>. AggressiveInlining marks
/// accesses of a few instructions.
/// </remarks>
internal sealed unsafe partial class MicroPythonEngine<TProbe, TGeometry>
{
    /// <summary>Where the RAM of many microcontrollers begins (Arm Cortex-M: SRAM region).</summary>
    private const nint FirstNarrowAddress = 0x2000_0000;

    /// <summary>Where their flash memory with the types may lie: no reference into the heap looks like a type.</summary>
    private const nint FirstNarrowType = 0x0800_0000;

    private const int NarrowTypeShift = 4;

    /// <summary>In the first word of an object: its fields lie in a table.</summary>
    private const nint TableBit = 1;

    /// <summary>Descriptions by number; the first word of an object in narrow memory is a number.</summary>
    private readonly UnmanagedList<nint> _infos = new();

    /// <summary>Gets a value indicating whether machine words have 8 bytes; a constant to the just-in-time compiler.</summary>
    private static bool IsWide => TGeometry.WordBytes == sizeof(long);

    /// <summary>Reads a reference.</summary>
    /// <param name="slot">Address of the machine word.</param>
    /// <returns>The address, or 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal nint Read(nint slot)
    {
        if (IsWide)
        {
            return *(nint*)slot;
        }

        nint narrow = (nint)(*(uint*)slot);
        return narrow == 0 ? 0 : Blocks.Origin + narrow;
    }

    /// <summary>Writes a reference.</summary>
    /// <param name="slot">Address of the machine word.</param>
    /// <param name="address">The address, or 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Write(nint slot, nint address)
    {
        if (IsWide)
        {
            *(nint*)slot = address;
        }
        else
        {
            *(uint*)slot = address == 0 ? 0 : (uint)(address - Blocks.Origin);
        }
    }

    /// <summary>Gets the description of an object's type.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <returns>The description.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal TypeInfo* Info(nint obj)
    {
        nint header = ReadHeader(obj);
        return IsWide ? (TypeInfo*)(header & ~TableBit) : (TypeInfo*)_infos[(header - FirstNarrowType) >> NarrowTypeShift];
    }

    /// <summary>Gets the machine word of a reference field.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <param name="field">Its index.</param>
    /// <returns>Its address.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal nint FieldSlot(nint obj, int field)
    {
        nint first = obj + TGeometry.WordBytes;
        return (ReadHeader(obj) & TableBit) == 0
            ? first + ((nint)field * TGeometry.WordBytes)
            : Read(first) + ((nint)field * KindSizes.TableSlotWords * TGeometry.WordBytes) + TGeometry.WordBytes;
    }

    /// <summary>Gets a data word.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <param name="word">Its index.</param>
    /// <returns>The word.</returns>
    internal ref long Word(nint obj, int word)
    {
        TypeInfo* info = Info(obj);
        nint start = info->HasTable == 0 ? obj : Read(obj + TGeometry.WordBytes);
        return ref *(long*)(start + info->WordsOffset + ((nint)word * info->WordStride));
    }

    /// <summary>Gets the number of elements.</summary>
    /// <param name="obj">Address of an object with elements.</param>
    /// <returns>The number.</returns>
    internal int Length(nint obj) => ReadNumber(obj + Info(obj)->LengthOffset);

    /// <summary>Gets the hash that a text remembers.</summary>
    /// <param name="obj">Address of a text with elements.</param>
    /// <returns>The hash, 0 in a new object.</returns>
    internal ref int StoredHash(nint obj) => ref *(int*)(obj + Info(obj)->HashOffset);

    /// <summary>Gets the first element.</summary>
    /// <param name="obj">Address of an object with elements.</param>
    /// <returns>Its address.</returns>
    internal nint Elements(nint obj)
    {
        TypeInfo* info = Info(obj);
        nint elements = obj + info->ElementsOffset;
        return info->HasElementsAside == 0 ? elements : Read(elements);
    }

    /// <summary>Gets the machine word that holds a buffer's address.</summary>
    /// <param name="obj">Address of the owner.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <returns>Its address; the buffer's numbers follow.</returns>
    internal nint BufferSlot(nint obj, int buffer) => obj + Info(obj)->Shapes[buffer].Offset;

    /// <summary>Gets a number of a buffer.</summary>
    /// <param name="obj">Address of the owner.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <param name="number">One of <see cref="BufferNumbers"/> that the buffer has.</param>
    /// <returns>The number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref int BufferNumber(nint obj, int buffer, int number) =>
        ref ((int*)(BufferSlot(obj, buffer) + TGeometry.WordBytes))[number];

    /// <summary>Gets the number of items of a buffer.</summary>
    /// <param name="obj">Address of the owner.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <returns>The number.</returns>
    internal int BufferItems(nint obj, int buffer) => BufferNumber(obj, buffer, BufferNumbers.Items);

    /// <summary>Gets the machine word of a reference in a buffer.</summary>
    /// <param name="owner">Address of the owner.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <param name="index">item × references per item + number of the reference in its item.</param>
    /// <returns>Its address.</returns>
    internal nint ItemSlot(nint owner, int buffer, int index)
    {
        ref ItemShape shape = ref Info(owner)->Shapes[buffer];
        nint items = Read(owner + shape.Offset);
        if (shape.Words == 0)
        {
            return items + ((nint)index * TGeometry.WordBytes);
        }

        (int item, int reference) = Split(index, shape.References);
        return items + ((nint)item * shape.Bytes) + ((nint)reference * TGeometry.WordBytes);
    }

    /// <summary>Gets a data word of a buffer.</summary>
    /// <param name="owner">Address of the owner.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <param name="index">item × words per item + number of the word in its item.</param>
    /// <returns>The word.</returns>
    internal ref long ItemWord(nint owner, int buffer, int index)
    {
        ref ItemShape shape = ref Info(owner)->Shapes[buffer];
        nint items = Read(owner + shape.Offset);
        if (shape.References == 0)
        {
            return ref ((long*)items)[index];
        }

        (int item, int word) = Split(index, shape.Words);
        return ref ((long*)(items + ((nint)item * shape.Bytes) + shape.WordsOffset))[word];
    }

    /// <summary>Splits the index of a reference or word; a division by one or two is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (int Item, int Within) Split(int index, int perItem) => perItem switch
    {
        1 => (index, 0),
        2 => (index >> 1, index & 1),
        _ => Math.DivRem(index, perItem),
    };

    /// <summary>Sets the first word of an object, which has been zero.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <param name="info">Its type.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SetHeader(nint obj, TypeInfo* info)
    {
        if (IsWide)
        {
            *(nint*)obj = info->Header;
        }
        else
        {
            *(int*)obj = (int)info->Header;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint ReadHeader(nint obj) => IsWide ? *(nint*)obj : (nint)(*(uint*)obj);

    private static nint HeaderOf(nint info, int number, bool hasTable) =>
        (IsWide ? info : FirstNarrowType + ((nint)number << NarrowTypeShift)) | (hasTable ? TableBit : 0);

    private static int ReadNumber(nint slot) => *(int*)slot; // Little endian: the low half of a wide word.

    private static void WriteNumber(nint slot, int number)
    {
        if (IsWide)
        {
            *(long*)slot = number;
        }
        else
        {
            *(int*)slot = number;
        }
    }
}

using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy;

/// <content>Where fields, words, elements and items lie, when that is not in the object itself.</content>
internal sealed unsafe partial class PyPyEngine<TProbe>
{
    /// <summary>Gets a reference field of an object some of whose fields lie in storage.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <param name="field">Number of the field.</param>
    /// <returns>The field.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)] // Keeps loads of plain fields small.
    internal ref nint ScatteredField(nint obj, int field) => ref FieldSlot(obj, field, out _);

    /// <summary>Stores a reference into an object whose barrier is armed or some of whose fields lie in storage.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <param name="field">Number of the field.</param>
    /// <param name="value">Address of the new referent, or 0.</param>
    [MethodImpl(MethodImplOptions.NoInlining)] // Keeps stores small.
    internal void StoreWithCare(nint obj, int field, nint value)
    {
        ref nint slot = ref FieldSlot(obj, field, out nint holder);
        RememberIfTracked(holder);
        slot = value;
    }

    /// <summary>Gets a data word.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <param name="word">Number of the word.</param>
    /// <returns>The word.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // A few loads.
    internal ref long Word(nint obj, int word)
    {
        GcShape* shape = ShapeOf(ObjectHeader.Of(obj));
        nint words = shape->WordsOffset != 0
            ? obj + shape->WordsOffset
            : ObjectHeader.At(obj, shape->WordStorageOffset) + PyPySizes.ItemsHeaderBytes;
        return ref ((long*)words)[word];
    }

    /// <summary>Gets the bytes of an object with the storage of its fields, words and elements; buffers are not included.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <returns>Bytes.</returns>
    internal long SizeWithStorage(nint obj)
    {
        GcShape* shape = ShapeOf(ObjectHeader.Of(obj));
        PyPyTypeInfo* info = shape->Owner;
        long bytes = ObjectHeader.Size(obj, shape) + (info->Elements == ElementKind.None ? 0 : RawBytes(obj, shape));
        bytes += shape->WordStorageOffset == 0 ? 0 : SizeOfObject(ObjectHeader.At(obj, shape->WordStorageOffset));
        bytes += info->CompanionShape == null ? 0 : info->CompanionShape->FixedBytes;
        if (shape->TailOffset != 0)
        {
            bytes += SizeOfObject(ElementHolder(obj, shape));
            bytes += shape->HasMiddle == 0 ? 0 : info->MiddleShape->FixedBytes;
        }

        return bytes;
    }

    /// <summary>Gets the number of elements.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <returns>The number.</returns>
    internal int ElementCount(nint obj)
    {
        GcShape* shape = ShapeOf(ObjectHeader.Of(obj));
        if (shape->ElementCountOffset == 0)
        {
            return shape->References; // A specialised tuple has a length of its own type.
        }

        nint holder = shape->IsRaw != 0 ? obj : ElementHolder(obj, shape);
        return (int)ObjectHeader.At(holder, shape->ElementCountOffset);
    }

    /// <summary>Gets an element.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <param name="index">Its index.</param>
    /// <param name="holder">Receives the address of what holds it, for the barrier.</param>
    /// <returns>The element.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // A few loads.
    internal ref nint ElementSlot(nint obj, int index, out nint holder)
    {
        GcShape* shape = ShapeOf(ObjectHeader.Of(obj));
        holder = ElementHolder(obj, shape);
        return ref ((nint*)(holder + shape->ElementsOffset))[index];
    }

    /// <summary>Gets the elements of an object with byte elements.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <returns>The bytes.</returns>
    internal Span<byte> ElementBytes(nint obj)
    {
        GcShape* shape = ShapeOf(ObjectHeader.Of(obj));
        return new((void*)(ElementHolder(obj, shape) + shape->ElementsOffset), ElementCount(obj));
    }

    /// <summary>Gets the number of items in a buffer.</summary>
    /// <param name="owner">Address of the owner.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <returns>The number.</returns>
    internal int BufferLength(nint owner, int buffer)
    {
        int* numbers = Numbers(owner, buffer);
        return numbers == null ? 0 : numbers[ItemsNumber];
    }

    /// <summary>Gets a reference of a buffer.</summary>
    /// <param name="owner">Address of the owner.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <param name="index">item × references per item + number of the reference in its item.</param>
    /// <param name="items">Receives the address of the array of items, for the barrier.</param>
    /// <param name="item">Receives the index of the item.</param>
    /// <returns>The slot.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // A few loads where an item is one reference.
    internal ref nint ItemReference(nint owner, int buffer, int index, out nint items, out int item)
    {
        GcShape* shape = ShapeOf(ObjectHeader.Of(owner));
        PyPyTypeInfo* info = shape->Owner;
        items = ObjectHeader.Field(StructureSlot(owner, shape, buffer), 0);
        nint* slots = (nint*)(items + PyPySizes.ItemsHeaderBytes);
        if (info->ItemBytes(buffer) == ObjectHeader.SlotBytes)
        {
            item = index;
            return ref slots[index];
        }

        return ref ReferenceOfEntry(slots, info, buffer, index, out item);
    }

    /// <summary>Gets a reference of an item that is more than it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // Keeps the access to the items of a list small.
    private static ref nint ReferenceOfEntry(nint* slots, PyPyTypeInfo* info, int buffer, int index, out int item)
    {
        (item, int reference) = Split(index, info->ItemReferences(buffer));
        return ref slots[((nint)item * (nint)((uint)info->ItemBytes(buffer) / ObjectHeader.SlotBytes)) + reference];
    }

    /// <summary>Gets a data word of a buffer.</summary>
    /// <param name="owner">Address of the owner.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <param name="index">item × words per item + number of the word in its item.</param>
    /// <returns>The word.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // A few loads where an item is one word.
    internal ref long ItemWord(nint owner, int buffer, int index)
    {
        GcShape* shape = ShapeOf(ObjectHeader.Of(owner));
        PyPyTypeInfo* info = shape->Owner;
        long* slots = (long*)ItemsAddress(owner, shape, buffer);
        if (info->ItemBytes(buffer) == ObjectHeader.SlotBytes)
        {
            return ref slots[index];
        }

        return ref WordOfEntry(slots, info, buffer, index);
    }

    /// <summary>Gets a data word of an item that is more than it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // Keeps the access to items of one word small.
    private static ref long WordOfEntry(long* slots, PyPyTypeInfo* info, int buffer, int index)
    {
        (int item, int word) = Split(index, info->ItemWords(buffer));
        nint first = (nint)item * (nint)((uint)info->ItemBytes(buffer) / ObjectHeader.SlotBytes);
        return ref slots[first + info->ItemReferences(buffer) + word];
    }

    /// <summary>Gets the bytes of a buffer.</summary>
    /// <param name="owner">Address of the owner.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <returns>The bytes.</returns>
    internal Span<byte> ItemBytes(nint owner, int buffer)
    {
        int length = BufferLength(owner, buffer);
        return length == 0 ? [] : new((void*)ItemsAddress(owner, ShapeOf(ObjectHeader.Of(owner)), buffer), length);
    }

    /// <summary>Splits the index of a reference or word; a division by one or two is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Part of the access to items.
    private static (int Item, int Within) Split(int index, int perItem) => perItem switch
    {
        1 => (index, 0),
        2 => (index >> 1, index & 1),
        _ => Math.DivRem(index, perItem),
    };

    private static nint ItemsAddress(nint owner, GcShape* shape, int buffer) => shape->IsRaw != 0
        ? RawAddress(owner, shape, buffer)
        : ObjectHeader.Field(StructureSlot(owner, shape, buffer), 0) + PyPySizes.ItemsHeaderBytes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Part of the access to elements.
    private static nint ElementHolder(nint obj, GcShape* shape)
    {
        if (shape->IsRaw != 0)
        {
            return RawAddress(obj, shape, 0);
        }

        nint holder = shape->TailOffset == 0 ? obj : ObjectHeader.At(obj, shape->TailOffset);
        return shape->HasMiddle == 0 ? holder : ObjectHeader.Field(holder, 0);
    }

    private ref nint FieldSlot(nint obj, int field, out nint holder)
    {
        GcShape* shape = ShapeOf(ObjectHeader.Of(obj));
        holder = obj;
        if (field < shape->InlineFields)
        {
            return ref ObjectHeader.Field(obj, field);
        }

        holder = ElementHolder(obj, shape);
        return ref ((nint*)(holder + PyPySizes.ItemsHeaderBytes))[field - shape->InlineFields];
    }
}

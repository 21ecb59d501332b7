using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Clr.Objects;

namespace Compare.Engines.Clr;

/// <content>
/// Hash tables and counters. The counters of a buffer are one word of its owner behind the type's own, as the size and version of
/// the host's own list are fields of it; the index of a table is an array beside the arrays of its entries.
/// </content>
public sealed unsafe partial class ClrEngine
{
    /// <summary>Computes the number of items in a buffer.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <returns>The number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // A few loads.
    internal int BufferLength(ClrObject owner, int buffer)
    {
        ref ClrBufferInfo info = ref BuffersOf(owner)[buffer];

        // Every array has its length in the same place.
        int length = Unsafe.As<byte[]?>(owner.Slot(info.LengthSlot))?.Length ?? 0;
        return info.LengthPerItem == 1 ? length : Items(length, info.LengthPerItem);
    }

    /// <summary>Gets the two counters of a buffer.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <returns>The live items; behind them the items used.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // One address computation.
    internal ref int Counters(ClrObject owner, int buffer) => ref CountersAt(owner, BuffersOf(owner)[buffer].CountersOffset);

    /// <summary>Gets the index of a table.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <returns>The array, or null in a table without entries.</returns>
    internal byte[]? TableIndex(ClrObject owner, int buffer) =>
        Unsafe.As<byte[]?>(owner.Slot(BuffersOf(owner)[buffer].IndexSlot));

    /// <summary>Gives a table a new number of entries and an index of a new size.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <param name="items">New number of entries.</param>
    /// <param name="indexBytes">Bytes of the index.</param>
    internal void ResizeTable(ClrObject owner, int buffer, int items, int indexBytes)
    {
        byte[]? index = TableIndex(owner, buffer);
        if (items > 0 && index?.Length != indexBytes)
        {
            index = NewIndex(indexBytes); // Before the entries change: exhaustion leaves the table as it was.
        }

        ResizeBuffer(owner, buffer, items);
        if (items > 0)
        {
            owner.Slot(owner.Info->Buffers[buffer].IndexSlot) = index;
            owner.Info->Account.CountBuffer(ObjectType.NominalIndexBytes(indexBytes));
        }
    }

    private static int Items(int length, int perItem) =>
        perItem == 2 ? length >> 1 : length / perItem; // Division by a variable takes longer than all the rest.

    /// <summary>Lets go of the index and the counters of a buffer that has no items any more.</summary>
    private static void ForgetTable(ClrObject owner, ref ClrBufferInfo info, int items)
    {
        if (items > 0)
        {
            return;
        }

        if (info.HasIndex != 0)
        {
            owner.Slot(info.IndexSlot) = null;
        }

        Unsafe.As<int, long>(ref CountersAt(owner, info.CountersOffset)) = 0;
    }

    /// <summary>Gives indices their slots, behind all others, and counters their words, behind the type's own.</summary>
    private static void DescribeTables(ObjectType type, ClrBufferInfo* buffers, ref int slots)
    {
        for (int i = 0; i < type.Buffers.Count; i++)
        {
            buffers[i].HasIndex = type.Buffers[i].HasIndex ? 1 : 0;
            buffers[i].IndexSlot = type.Buffers[i].HasIndex ? slots++ : 0;
        }

        for (int i = 0; i < type.Buffers.Count; i++)
        {
            buffers[i].CountersOffset = (nint)(slots + type.Words + i) * BufferShape.SlotBytes; // Words follow the slots: see ClrClass.
        }
    }

    private static ref int CountersAt(ClrObject owner, nint offset) =>
        ref Unsafe.As<object?, int>(ref Unsafe.AddByteOffset(ref owner.Slot(0), offset));

    private static byte[] NewIndex(int bytes)
    {
        try
        {
            return GC.AllocateUninitializedArray<byte>(bytes);
        }
        catch (OutOfMemoryException)
        {
            throw Exhausted(bytes);
        }
    }
}

using System.Buffers;
using Compare.Engines.Abstractions.Heaps;

namespace Compare.Workloads.Objects.Tables;

/// <content>
/// Rehashing in place. Each key is carried to the first slot in its probe order that holds no placed key; a key that was there is
/// carried on. So every slot between a key's first one and its own holds a placed key, which is what finding relies on.
/// </content>
internal static partial class OpenTable<TShape>
{
    private const int BitsPerByte = 8;
    private const int MostStackBytes = 512;

    /// <summary>
    /// Gives the table a new number of slots and enters every key anew. Only the resize can fail, and then the table is as it was.
    /// </summary>
    private static void Resize<THeap, TRef>(in Python<THeap, TRef> py, ref TRef table, int slots)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        int before = heap.BufferLength(table, TShape.Buffer);
        if (before == 0)
        {
            Make(in py, ref table, slots);
            return;
        }

        // A set with many deleted keys may want fewer slots: all are looked at, and the keys placed in those that stay.
        int larger = Math.Max(before, slots);
        CarriedFrame<TRef> frame = default;
        heap.Enter(ref frame);
        if (slots > before)
        {
            heap.ResizeBuffer(ref table, TShape.Buffer, slots);
            FreeSlots<THeap, TRef>(heap, table, before, slots);
        }

        int bytes = (larger + BitsPerByte - 1) / BitsPerByte;
        byte[]? rented = bytes > MostStackBytes ? ArrayPool<byte>.Shared.Rent(bytes) : null;
        Span<byte> placed = rented ?? stackalloc byte[MostStackBytes];
        placed = placed[..bytes];
        placed.Clear();
        Rehash(in py, table, slots, larger, placed, ref frame);
        if (rented != null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        heap.Leave(ref frame);
        if (slots < before)
        {
            heap.ResizeBuffer(ref table, TShape.Buffer, slots);
        }

        if (TShape.HasHashes)
        {
            heap.SetWord(table, FilledWord, heap.GetCount(table, TShape.Buffer));
        }
    }

    private static void Rehash<THeap, TRef>(
        in Python<THeap, TRef> py, TRef table, int slots, int larger, scoped Span<byte> placed, ref CarriedFrame<TRef> frame)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        for (int slot = 0; slot < larger; slot++)
        {
            // A free slot is clear already.
            if (IsDeleted<THeap, TRef>(heap, table, slot, heap.BorrowItem(table, TShape.Buffer, slot * TShape.References)))
            {
                Clear<THeap, TRef>(heap, table, slot);
            }
        }

        for (int slot = 0; slot < larger; slot++)
        {
            if (!IsPlaced(placed, slot) && IsLive(in py, table, slot))
            {
                if (IsAtHome(in py, table, slot, slots, placed))
                {
                    Place(placed, slot);
                    continue;
                }

                long hash = TakeUp(in py, table, slot, ref frame.Key, ref frame.Value);
                Clear<THeap, TRef>(heap, table, slot);
                while (Carry(in py, table, slots, placed, ref frame, ref hash))
                {
                }
            }
        }
    }

    /// <summary>Puts the carried key in its place and takes up the one that was there.</summary>
    /// <returns>False when the slot was free.</returns>
    private static bool Carry<THeap, TRef>(
        in Python<THeap, TRef> py, TRef table, int slots, scoped Span<byte> placed, ref CarriedFrame<TRef> frame, ref long hash)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        int slot = FirstNotPlaced(hash, slots, placed);
        bool wasLive = IsLive(in py, table, slot);
        long otherHash = 0;
        if (wasLive)
        {
            otherHash = TakeUp(in py, table, slot, ref frame.OtherKey, ref frame.OtherValue);
        }

        int item = slot * TShape.References;
        heap.StoreItemTake(table, TShape.Buffer, item, heap.Move(ref frame.Key));
        if (TShape.References > 1)
        {
            heap.StoreItemTake(table, TShape.Buffer, item + 1, heap.Move(ref frame.Value));
        }

        if (TShape.HasHashes)
        {
            heap.SetItemWord(table, TShape.Buffer, slot, hash);
        }

        Place(placed, slot);
        if (wasLive)
        {
            heap.Take(ref frame.Key, heap.Move(ref frame.OtherKey));
            heap.Take(ref frame.Value, heap.Move(ref frame.OtherValue));
            hash = otherHash;
        }

        return wasLive;
    }

    /// <summary>
    /// Tells whether a key that is not placed would be carried to the slot where it is: so are small integers, mostly.
    /// </summary>
    private static bool IsAtHome<THeap, TRef>(
        in Python<THeap, TRef> py, TRef table, int slot, int slots, scoped Span<byte> placed)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TRef key = py.Heap.BorrowItem(table, TShape.Buffer, slot * TShape.References);
        return FirstNotPlaced(HashOf(in py, table, slot, key), slots, placed) == slot;
    }

    private static int FirstNotPlaced(long hash, int slots, scoped Span<byte> placed)
    {
        int slot = First(hash, slots);
        while (IsPlaced(placed, slot))
        {
            slot = slot + 1 == slots ? 0 : slot + 1;
        }

        return slot;
    }

    private static void Place(Span<byte> placed, int slot) => placed[slot / BitsPerByte] |= (byte)(1 << (slot % BitsPerByte));

    private static bool IsPlaced(Span<byte> placed, int slot) => (placed[slot / BitsPerByte] >> (slot % BitsPerByte) & 1) != 0;

    /// <summary>Loads key and value of a slot.</summary>
    /// <returns>The hash of the key.</returns>
    private static long TakeUp<THeap, TRef>(in Python<THeap, TRef> py, TRef table, int slot, ref TRef key, ref TRef value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        heap.LoadItem(ref key, table, TShape.Buffer, slot * TShape.References);
        if (TShape.References > 1)
        {
            heap.LoadItem(ref value, table, TShape.Buffer, (slot * TShape.References) + 1);
        }

        return HashOf(in py, table, slot, key);
    }

    /// <summary>Makes a slot free whose key, if any, is carried.</summary>
    private static void Clear<THeap, TRef>(THeap heap, TRef table, int slot)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        FreeSlots<THeap, TRef>(heap, table, slot, slot + 1);
        for (int i = 0; i < TShape.References; i++)
        {
            heap.StoreItem(table, TShape.Buffer, (slot * TShape.References) + i, default);
        }
    }

    /// <summary>Gives slots that are null the hash of a free one.</summary>
    private static void FreeSlots<THeap, TRef>(THeap heap, TRef table, int from, int to)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        for (int slot = from; TShape.HasHashes && slot < to; slot++)
        {
            heap.SetItemWord(table, TShape.Buffer, slot, 0);
        }
    }

    private ref struct CarriedFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Key;
        public TRef Value;
        public TRef OtherKey;
        public TRef OtherValue;
    }
}

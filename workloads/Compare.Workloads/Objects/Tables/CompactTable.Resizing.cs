using System.Numerics;
using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;

namespace Compare.Workloads.Objects.Tables;

/// <content>Growing, squeezing and indexing. A resize that fails for lack of memory leaves a whole table.</content>
internal static partial class CompactTable<TShape>
{
    /// <summary>Gives an empty table room. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="table">A local with the object that owns the table, which has no entries.</param>
    /// <param name="size">The size.</param>
    public static void Make<THeap, TRef>(in Python<THeap, TRef> py, ref TRef table, TableSize size)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        py.Heap.ResizeTable(ref table, TShape.Buffer, size.Entries, size.Slots * py.Growth.IndexSlotBytes(size.Slots));
        py.Heap.TableIndex(table, TShape.Buffer).Clear();
    }

    /// <summary>Enters every live entry of another table into this empty one, which has room for all. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <typeparam name="TOther">What an entry of the other consists of.</typeparam>
    /// <param name="table">The object that owns the table.</param>
    /// <param name="other">The object that owns the other table; may be the same.</param>
    public static void CopyFrom<THeap, TRef, TOther>(in Python<THeap, TRef> py, TRef table, TRef other)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
        where TOther : struct, ITableShape
    {
        THeap heap = py.Heap;
        int filled = heap.GetFilled(other, TOther.Buffer);
        int copied = 0;
        for (int entry = 0; entry < filled; entry++)
        {
            if (!CompactTable<TOther>.IsLive(in py, other, entry))
            {
                continue;
            }

            for (int i = 0; i < TShape.References; i++)
            {
                heap.StoreItem(
                    table,
                    TShape.Buffer,
                    (copied * TShape.References) + i,
                    heap.BorrowItem(other, TOther.Buffer, (entry * TOther.References) + i));
            }

            long hash = CompactTable<TOther>.HashOf(in py, other, entry);
            if (TShape.HasHashes)
            {
                heap.SetItemWord(table, TShape.Buffer, copied, hash);
            }

            Enter(in py, table, hash, copied);
            copied++;
        }

        heap.SetFilled(table, TShape.Buffer, copied);
        heap.SetCount(table, TShape.Buffer, copied);
    }

    /// <summary>Makes room for one more entry. May collect.</summary>
    private static void Grow<THeap, TRef>(in Python<THeap, TRef> py, ref TRef table)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        TableSize now = Size(in py, table);
        if (now.Entries == 0)
        {
            Make(in py, ref table, py.Growth.NewTable(0));
            return;
        }

        do
        {
            int filled = heap.GetFilled(table, TShape.Buffer);
            Resize(in py, ref table, py.Growth.GrownTable(now, filled, heap.GetCount(table, TShape.Buffer)));
            now = Size(in py, table);
        }
        while (py.Growth.IsFull(now, heap.GetFilled(table, TShape.Buffer)));
    }

    /// <summary>
    /// Squeezes deleted entries out, unless the index stays and the entries grow, then gives the table a new size. May collect.
    /// </summary>
    private static void Resize<THeap, TRef>(in Python<THeap, TRef> py, ref TRef table, TableSize size)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        TableSize now = Size(in py, table);
        bool onlyEntriesGrow = size.Slots == now.Slots && size.Entries > now.Entries;
        if (!onlyEntriesGrow && heap.GetFilled(table, TShape.Buffer) != heap.GetCount(table, TShape.Buffer))
        {
            Squeeze(in py, table);
            Reindex(in py, table);
        }

        if (size == now)
        {
            return;
        }

        heap.ResizeTable(ref table, TShape.Buffer, size.Entries, size.Slots * py.Growth.IndexSlotBytes(size.Slots));
        if (size.Slots != now.Slots)
        {
            Reindex(in py, table);
        }
    }

    private static void Squeeze<THeap, TRef>(in Python<THeap, TRef> py, TRef table)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        int filled = heap.GetFilled(table, TShape.Buffer);
        int kept = 0;
        for (int entry = 0; entry < filled; entry++)
        {
            if (IsLive(in py, table, entry))
            {
                MoveEntry<THeap, TRef>(heap, table, entry, kept);
                kept++;
            }
        }

        for (int entry = kept; entry < filled; entry++)
        {
            Release(in py, table, entry);
        }

        heap.SetFilled(table, TShape.Buffer, kept);
    }

    private static void MoveEntry<THeap, TRef>(THeap heap, TRef table, int from, int to)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        for (int i = 0; from != to && i < TShape.References; i++)
        {
            heap.StoreItem(
                table,
                TShape.Buffer,
                (to * TShape.References) + i,
                heap.BorrowItem(table, TShape.Buffer, (from * TShape.References) + i));
        }

        if (TShape.HasHashes && from != to)
        {
            heap.SetItemWord(table, TShape.Buffer, to, heap.GetItemWord(table, TShape.Buffer, from));
        }
    }

    private static void Reindex<THeap, TRef>(in Python<THeap, TRef> py, TRef table)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        heap.TableIndex(table, TShape.Buffer).Clear();
        int filled = heap.GetFilled(table, TShape.Buffer);
        for (int entry = 0; entry < filled; entry++)
        {
            // A collection inside the resize may have run a callback that forgot an entry.
            if (IsLive(in py, table, entry))
            {
                Enter(in py, table, HashOf(in py, table, entry), entry);
            }
        }
    }

    /// <summary>Enters the number of an entry into the first free slot for its hash.</summary>
    private static void Enter<THeap, TRef>(in Python<THeap, TRef> py, TRef table, long hash, int entry)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Span<byte> index = py.Heap.TableIndex(table, TShape.Buffer);
        if (index.Length <= py.OneByteIndex)
        {
            index[FreeSlot(index, hash)] = (byte)(entry + FirstEntry);
        }
        else if (index.Length <= py.TwoByteIndex)
        {
            Span<ushort> slots = MemoryMarshal.Cast<byte, ushort>(index);
            slots[FreeSlot(slots, hash)] = (ushort)(entry + FirstEntry);
        }
        else
        {
            Span<uint> slots = MemoryMarshal.Cast<byte, uint>(index);
            slots[FreeSlot(slots, hash)] = (uint)(entry + FirstEntry);
        }
    }

    private static int FreeSlot<TSlot>(Span<TSlot> index, long hash)
        where TSlot : unmanaged, IBinaryInteger<TSlot>
    {
        int mask = index.Length - 1;
        ulong perturb = (ulong)hash;
        int slot = (int)hash & mask;
        while (index[slot] != TSlot.Zero)
        {
            perturb >>= PerturbShift;
            slot = (int)(((ulong)slot * ProbeFactor) + perturb + 1) & mask;
        }

        return slot;
    }
}

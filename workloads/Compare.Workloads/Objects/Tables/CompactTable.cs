using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Workloads.Objects.Keys;

namespace Compare.Workloads.Objects.Tables;

/// <summary>
/// A hash table whose entries lie in the order of insertion beside an index of slots, as in CPython since 3.6 and PyPy: an index slot
/// is free, deleted or the number of an entry; a deleted entry is null until the table is rebuilt.
/// </summary>
/// <remarks>
/// Slots are probed as CPython does (Objects/dictobject.c): the low bits of the hash first, then i × 5 + perturb + 1. An index slot
/// has as many bytes as the rules say; it holds 0 when free, 1 when deleted, else the entry's number and 2.
/// </remarks>
/// <typeparam name="TShape">What an entry consists of.</typeparam>
internal static partial class CompactTable<TShape>
    where TShape : struct, ITableShape
{
    /// <summary>What <c>Find</c> returns for an absent key.</summary>
    public const int Absent = -1;

    private const int Free = 0;
    private const int Deleted = 1;
    private const int FirstEntry = 2;
    private const int PerturbShift = 5;
    private const int ProbeFactor = 5;

    /// <summary>Finds a key. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="table">The object that owns the table.</param>
    /// <param name="key">The key.</param>
    /// <param name="hash">Its hash.</param>
    /// <returns>Number of its entry, or <see cref="Absent"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Find<THeap, TRef>(in Python<THeap, TRef> py, TRef table, TRef key, long hash)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Span<byte> index = py.Heap.TableIndex(table, TShape.Buffer);
        return index.Length <= py.OneByteIndex ? Find<THeap, TRef, byte>(in py, table, key, hash, index, out _)
            : index.Length <= py.TwoByteIndex
                ? Find<THeap, TRef, ushort>(in py, table, key, hash, MemoryMarshal.Cast<byte, ushort>(index), out _)
            : Find<THeap, TRef, uint>(in py, table, key, hash, MemoryMarshal.Cast<byte, uint>(index), out _);
    }

    /// <summary>Adds an entry for a key that is absent. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="table">A local with the object that owns the table.</param>
    /// <param name="key">A local with the key.</param>
    /// <param name="hash">Its hash.</param>
    /// <returns>Number of the entry, whose value is null.</returns>
    public static int Add<THeap, TRef>(in Python<THeap, TRef> py, ref TRef table, ref TRef key, long hash)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        int filled = heap.GetFilled(table, TShape.Buffer);
        int entries = heap.BufferLength(table, TShape.Buffer);
        if (filled >= entries || (py.LimitsIndex && py.Growth.IsFull(new(Slots(in py, table), entries), filled)))
        {
            Grow(in py, ref table);
            filled = heap.GetFilled(table, TShape.Buffer);
        }

        heap.StoreItem(table, TShape.Buffer, filled * TShape.References, key);
        if (TShape.HasHashes)
        {
            heap.SetItemWord(table, TShape.Buffer, filled, hash);
        }

        Enter(in py, table, hash, filled);
        heap.SetFilled(table, TShape.Buffer, filled + 1);
        heap.SetCount(table, TShape.Buffer, heap.GetCount(table, TShape.Buffer) + 1);
        return filled;
    }

    /// <summary>
    /// Forgets an entry: its slot is deleted, its place null. The caller holds what it refers to, so nothing dies here.
    /// </summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="table">The object that owns the table.</param>
    /// <param name="entry">Number of the entry.</param>
    public static void Forget<THeap, TRef>(in Python<THeap, TRef> py, TRef table, int entry)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        SetSlot(in py, table, entry, Deleted);
        py.Heap.SetCount(table, TShape.Buffer, py.Heap.GetCount(table, TShape.Buffer) - 1);
        Release(in py, table, entry);
    }

    /// <summary>
    /// Forgets the newest live entry, as <see cref="Forget"/>. Its place is free again when nothing was deleted behind it: no probe
    /// for an older key has gone past its slot. More deleted entries behind it than live ones are squeezed out. Never allocates.
    /// </summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="table">The object that owns the table.</param>
    /// <param name="entry">Number of the entry.</param>
    public static void ForgetNewest<THeap, TRef>(in Python<THeap, TRef> py, TRef table, int entry)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        int behind = heap.GetFilled(table, TShape.Buffer) - 1 - entry;
        if (behind != 0)
        {
            Forget(in py, table, entry);
            if (behind > heap.GetCount(table, TShape.Buffer))
            {
                Squeeze(in py, table);
                Reindex(in py, table);
            }

            return;
        }

        SetSlot(in py, table, entry, Free);
        heap.SetCount(table, TShape.Buffer, heap.GetCount(table, TShape.Buffer) - 1);
        Release(in py, table, entry);
        heap.SetFilled(table, TShape.Buffer, entry);
    }

    /// <summary>Goes from entry to entry whose keys have one hash, for callers that compare keys in their own way.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="table">The object that owns the table.</param>
    /// <param name="hash">The hash.</param>
    /// <param name="probes">Probes made so far: 0 at first.</param>
    /// <returns>Number of an entry, or <see cref="Absent"/>. Each costs the probes before it again: chains are short.</returns>
    public static int NextOfHash<THeap, TRef>(in Python<THeap, TRef> py, TRef table, long hash, ref int probes)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Span<byte> index = py.Heap.TableIndex(table, TShape.Buffer);
        int slots = Slots(in py, table);
        int mask = slots - 1;
        ulong perturb = (ulong)hash;
        int slot = (int)hash & mask;
        for (int probe = 0; slots != 0; probe++)
        {
            int content = index.Length <= py.OneByteIndex ? index[slot]
                : index.Length <= py.TwoByteIndex ? MemoryMarshal.Cast<byte, ushort>(index)[slot]
                : (int)MemoryMarshal.Cast<byte, uint>(index)[slot];
            if (content == Free)
            {
                return Absent;
            }

            if (probe >= probes && content != Deleted && HashOf(in py, table, content - FirstEntry) == hash)
            {
                probes = probe + 1;
                return content - FirstEntry;
            }

            perturb >>= PerturbShift;
            slot = (int)(((ulong)slot * ProbeFactor) + perturb + 1) & mask;
        }

        return Absent;
    }

    /// <summary>Gives the index slot of an entry another content.</summary>
    private static void SetSlot<THeap, TRef>(in Python<THeap, TRef> py, TRef table, int entry, byte content)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Span<byte> index = py.Heap.TableIndex(table, TShape.Buffer);
        long hash = HashOf(in py, table, entry);
        if (index.Length <= py.OneByteIndex)
        {
            index[SlotOf(index, hash, (byte)(entry + FirstEntry))] = content;
        }
        else if (index.Length <= py.TwoByteIndex)
        {
            Span<ushort> slots = MemoryMarshal.Cast<byte, ushort>(index);
            slots[SlotOf(slots, hash, (ushort)(entry + FirstEntry))] = content;
        }
        else
        {
            Span<uint> slots = MemoryMarshal.Cast<byte, uint>(index);
            slots[SlotOf(slots, hash, (uint)(entry + FirstEntry))] = content;
        }
    }

    /// <summary>Makes the place of an entry null. The caller holds what it refers to.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="table">The object that owns the table.</param>
    /// <param name="entry">Number of the entry.</param>
    private static void Release<THeap, TRef>(in Python<THeap, TRef> py, TRef table, int entry)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (TShape.HasHashes)
        {
            py.Heap.SetItemWord(table, TShape.Buffer, entry, PyKeys.NoHash);
        }

        for (int i = 0; i < TShape.References; i++)
        {
            py.Heap.StoreItem(table, TShape.Buffer, (entry * TShape.References) + i, default);
        }
    }

    /// <summary>Squeezes or shrinks the table where the implementation does after a deletion. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="table">A local with the object that owns the table.</param>
    public static void ShrinkAfterDeletion<THeap, TRef>(in Python<THeap, TRef> py, ref TRef table)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        TableSize now = Size(in py, table);
        TableSize wanted = py.Growth.TableAfterDeletion(
            now, heap.GetFilled(table, TShape.Buffer), heap.GetCount(table, TShape.Buffer));
        if (wanted != now)
        {
            Resize(in py, ref table, wanted);
        }
    }

    /// <summary>Tells whether an entry is live. A key that is null is None, unless its place has no hash.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="table">The object that owns the table.</param>
    /// <param name="entry">Number of an entry below the filled ones.</param>
    /// <returns>False for a deleted one.</returns>
    public static bool IsLive<THeap, TRef>(in Python<THeap, TRef> py, TRef table, int entry)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        !py.Heap.IsNull(py.Heap.BorrowItem(table, TShape.Buffer, entry * TShape.References))
        || (TShape.HasHashes && py.Heap.GetItemWord(table, TShape.Buffer, entry) != PyKeys.NoHash);

    /// <summary>Gets the size of the table.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="table">The object that owns the table.</param>
    /// <returns>Slots and entries; 0 of both when it has none.</returns>
    public static TableSize Size<THeap, TRef>(in Python<THeap, TRef> py, TRef table)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        new(Slots(in py, table), py.Heap.BufferLength(table, TShape.Buffer));

    private static int Slots<THeap, TRef>(in Python<THeap, TRef> py, TRef table)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int bytes = py.Heap.TableIndex(table, TShape.Buffer).Length;
        return bytes <= py.OneByteIndex ? bytes : bytes <= py.TwoByteIndex ? bytes / sizeof(ushort) : bytes / sizeof(uint);
    }

    /// <summary>Gets the hash of an entry's key.</summary>
    internal static long HashOf<THeap, TRef>(in Python<THeap, TRef> py, TRef table, int entry)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        TShape.HasHashes
            ? py.Heap.GetItemWord(table, TShape.Buffer, entry)
            : PyKeys.Hash(in py, py.Heap.BorrowItem(table, TShape.Buffer, entry * TShape.References));

    /// <summary>Probes for a key.</summary>
    /// <returns>Number of its entry, or <see cref="Absent"/>.</returns>
    private static int Find<THeap, TRef, TSlot>(
        in Python<THeap, TRef> py, TRef table, TRef key, long hash, Span<TSlot> index, out int slot)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
        where TSlot : unmanaged, IBinaryInteger<TSlot>
    {
        slot = 0;
        if (index.IsEmpty)
        {
            return Absent;
        }

        THeap heap = py.Heap;
        int mask = index.Length - 1;
        ulong perturb = (ulong)hash;
        slot = (int)hash & mask;
        while (true)
        {
            int content = int.CreateTruncating(index[slot]);
            if (content == Free)
            {
                return Absent;
            }

            if (content != Deleted)
            {
                int entry = content - FirstEntry;
                TRef candidate = heap.BorrowItem(table, TShape.Buffer, entry * TShape.References);
                if (heap.Same(candidate, key))
                {
                    return entry;
                }

                if (HashOf(in py, table, entry) == hash && PyKeys.AreEqual(in py, candidate, key))
                {
                    return entry;
                }
            }

            perturb >>= PerturbShift;
            slot = (int)(((ulong)slot * ProbeFactor) + perturb + 1) & mask;
        }
    }

    private static int SlotOf<TSlot>(Span<TSlot> index, long hash, TSlot content)
        where TSlot : unmanaged, IBinaryInteger<TSlot>
    {
        int mask = index.Length - 1;
        ulong perturb = (ulong)hash;
        int slot = (int)hash & mask;
        while (index[slot] != content)
        {
            perturb >>= PerturbShift;
            slot = (int)(((ulong)slot * ProbeFactor) + perturb + 1) & mask;
        }

        return slot;
    }
}

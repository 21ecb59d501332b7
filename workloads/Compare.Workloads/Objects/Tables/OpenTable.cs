using System.Numerics;
using Compare.Engines.Abstractions.Heaps;
using Compare.Workloads.Objects.Keys;

namespace Compare.Workloads.Objects.Tables;

/// <summary>
/// A hash table of slots with the keys in them, probed one after the other: MicroPython's dictionaries and sets, weak ones there,
/// and sets that keep hashes, as CPython's.
/// </summary>
/// <remarks>
/// A free slot is null. The place of a deleted key is null with the hash <see cref="PyKeys.NoHash"/>; where no hashes are kept it is
/// the table's own object, which cannot be its own key.
/// </remarks>
/// <typeparam name="TShape">What a slot consists of.</typeparam>
internal static partial class OpenTable<TShape>
    where TShape : struct, ITableShape
{
    /// <summary>What <c>Find</c> returns for an absent key.</summary>
    public const int Absent = -1;

    /// <summary>Number of the word that counts the slots in use, deleted ones included, where hashes are kept.</summary>
    private const int FilledWord = 0;

    /// <summary>Finds a key. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="table">The object that owns the table.</param>
    /// <param name="key">The key.</param>
    /// <param name="hash">Its hash.</param>
    /// <returns>Number of its slot, or <see cref="Absent"/>.</returns>
    public static int Find<THeap, TRef>(in Python<THeap, TRef> py, TRef table, TRef key, long hash)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        Find(in py, table, key, hash, out _);

    /// <summary>Finds a key or the slot that it would take. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="table">The object that owns the table.</param>
    /// <param name="key">The key.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="place">The first slot in probe order that is free or of a deleted key, or <see cref="Absent"/>.</param>
    /// <returns>Number of its slot, or <see cref="Absent"/>.</returns>
    private static int Find<THeap, TRef>(in Python<THeap, TRef> py, TRef table, TRef key, long hash, out int place)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        place = Absent;
        THeap heap = py.Heap;
        int slots = heap.BufferLength(table, TShape.Buffer);
        int slot = slots == 0 ? 0 : First(hash, slots);
        for (int probes = 0; probes < slots; probes++)
        {
            TRef candidate = heap.BorrowItem(table, TShape.Buffer, slot * TShape.References);
            bool isFree = IsFree<THeap, TRef>(heap, table, slot, candidate);
            if (isFree || IsDeleted<THeap, TRef>(heap, table, slot, candidate))
            {
                place = place == Absent ? slot : place;
                if (isFree)
                {
                    return Absent;
                }
            }
            else if (heap.Same(candidate, key)
                || (HashOf(in py, table, slot, candidate) == hash && PyKeys.AreEqual(in py, candidate, key)))
            {
                return slot;
            }

            slot = slot + 1 == slots ? 0 : slot + 1;
        }

        return Absent;
    }

    /// <summary>Adds a key that is absent. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="table">A local with the object that owns the table.</param>
    /// <param name="key">A local with the key.</param>
    /// <param name="hash">Its hash.</param>
    /// <returns>Number of the slot, whose value is null.</returns>
    /// <exception cref="NotSupportedException">The key is None and the table keeps no hashes to tell it by.</exception>
    public static int Add<THeap, TRef>(in Python<THeap, TRef> py, ref TRef table, ref TRef key, long hash)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        if (!TShape.HasHashes && heap.IsNull(key))
        {
            throw new NotSupportedException("None is no key of a table that keeps no hashes.");
        }

        Find(in py, table, key, hash, out int slot);
        if (slot == Absent)
        {
            int slots = heap.BufferLength(table, TShape.Buffer);
            int count = heap.GetCount(table, TShape.Buffer);
            bool isSet = TShape.References == 1;
            Resize(in py, ref table, isSet ? py.Growth.SetSlots(slots, count + 1, count + 1) : py.Growth.DictSlots(count));
            Find(in py, table, key, hash, out slot);
        }

        bool wasFree = IsFree<THeap, TRef>(heap, table, slot, heap.BorrowItem(table, TShape.Buffer, slot * TShape.References));
        heap.StoreItem(table, TShape.Buffer, slot * TShape.References, key);
        int used = heap.GetCount(table, TShape.Buffer) + 1;
        heap.SetCount(table, TShape.Buffer, used);
        if (!TShape.HasHashes)
        {
            return slot;
        }

        heap.SetItemWord(table, TShape.Buffer, slot, hash);
        int filled = (int)heap.GetWord(table, FilledWord) + (wasFree ? 1 : 0);
        heap.SetWord(table, FilledWord, filled);
        int now = heap.BufferLength(table, TShape.Buffer);
        int wanted = py.Growth.SetSlots(now, filled, used);

        // A table that is full of deleted keys is made anew, perhaps of the same size.
        bool isCrowded = wanted != now || (filled != used && py.Growth.SetSlots(now, filled, filled) != now);
        if (!isCrowded)
        {
            return slot;
        }

        Resize(in py, ref table, wanted);
        return Find(in py, table, key, hash);
    }

    /// <summary>Goes from slot to slot whose keys have one stored hash, for callers that compare keys in their own way.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="table">The object that owns the table, which keeps hashes.</param>
    /// <param name="hash">The hash.</param>
    /// <param name="probes">Probes made so far: 0 at first.</param>
    /// <returns>Number of a slot, or <see cref="Absent"/>.</returns>
    public static int NextOfHash<THeap, TRef>(in Python<THeap, TRef> py, TRef table, long hash, ref int probes)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        int slots = heap.BufferLength(table, TShape.Buffer);
        int slot = slots == 0 ? 0 : (int)(((long)First(hash, slots) + probes) % slots);
        while (probes < slots)
        {
            probes++;
            TRef key = heap.BorrowItem(table, TShape.Buffer, slot * TShape.References);
            if (IsFree<THeap, TRef>(heap, table, slot, key))
            {
                probes = slots;
                break;
            }

            if (!IsDeleted<THeap, TRef>(heap, table, slot, key) && heap.GetItemWord(table, TShape.Buffer, slot) == hash)
            {
                return slot;
            }

            slot = slot + 1 == slots ? 0 : slot + 1;
        }

        return Absent;
    }

    /// <summary>Forgets a key; the caller holds it and what belongs to it.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="table">The object that owns the table.</param>
    /// <param name="slot">Number of the slot.</param>
    public static void Forget<THeap, TRef>(in Python<THeap, TRef> py, TRef table, int slot)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        heap.SetCount(table, TShape.Buffer, heap.GetCount(table, TShape.Buffer) - 1);
        if (TShape.HasHashes)
        {
            heap.SetItemWord(table, TShape.Buffer, slot, PyKeys.NoHash);
        }

        heap.StoreItem(table, TShape.Buffer, slot * TShape.References, TShape.HasHashes ? default : table);
        for (int i = 1; i < TShape.References; i++)
        {
            heap.StoreItem(table, TShape.Buffer, (slot * TShape.References) + i, default);
        }
    }

    /// <summary>Tells whether a slot holds a key.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="table">The object that owns the table.</param>
    /// <param name="slot">Number of the slot.</param>
    /// <returns>False for a free one and for the place of a deleted key.</returns>
    public static bool IsLive<THeap, TRef>(in Python<THeap, TRef> py, TRef table, int slot)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TRef key = py.Heap.BorrowItem(table, TShape.Buffer, slot * TShape.References);
        return !IsFree<THeap, TRef>(py.Heap, table, slot, key) && !IsDeleted<THeap, TRef>(py.Heap, table, slot, key);
    }

    /// <summary>Gives an empty table slots. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="table">A local with the object that owns the table, which has no keys.</param>
    /// <param name="slots">Slots.</param>
    public static void Make<THeap, TRef>(in Python<THeap, TRef> py, ref TRef table, int slots)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        heap.ResizeBuffer(ref table, TShape.Buffer, slots);
        for (int slot = 0; TShape.HasHashes && slot < slots; slot++)
        {
            heap.SetItemWord(table, TShape.Buffer, slot, 0);
        }

        if (TShape.HasHashes)
        {
            heap.SetWord(table, FilledWord, 0);
        }
    }

    private static bool IsFree<THeap, TRef>(THeap heap, TRef table, int slot, TRef key)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        heap.IsNull(key) && (!TShape.HasHashes || heap.GetItemWord(table, TShape.Buffer, slot) == 0);

    private static bool IsDeleted<THeap, TRef>(THeap heap, TRef table, int slot, TRef key)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        TShape.HasHashes
            ? heap.IsNull(key) && heap.GetItemWord(table, TShape.Buffer, slot) == PyKeys.NoHash
            : heap.Same(key, table);

    private static int First(long hash, int slots)
    {
        uint folded = (uint)(hash ^ (hash >>> 32));
        return (int)(BitOperations.IsPow2(slots) ? folded & (uint)(slots - 1) : folded % (uint)slots);
    }

    private static long HashOf<THeap, TRef>(in Python<THeap, TRef> py, TRef table, int slot, TRef key)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        TShape.HasHashes ? py.Heap.GetItemWord(table, TShape.Buffer, slot) : PyKeys.Hash(in py, key);
}

using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Workloads.Objects.Keys;

namespace Compare.Workloads.Objects.Tables;

/// <summary>
/// Dictionaries. Ordered where the implementation's are (all but MicroPython's); while all keys are strings the entries keep no
/// hashes where the implementation does so.
/// </summary>
public static partial class PyDict
{
    /// <summary>What <see cref="Find{THeap, TRef}"/> returns for an absent key.</summary>
    public const int Absent = -1;

    private const int ReferencesPerEntry = 2;

    /// <summary>Makes an empty dictionary. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    public static void New<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.New(ref local, py.Dict);

    /// <summary>Makes an empty dictionary with room, as a display does. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    /// <param name="entries">Entries that will come, 0 or more.</param>
    /// <param name="strings">Whether all keys will be strings.</param>
    public static void New<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, int entries, bool strings)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        New(in py, ref local);
        if (entries == 0)
        {
            return;
        }

        if (py.IsOpenDict)
        {
            OpenTable<OpenSlots>.Make(in py, ref local, py.Growth.DictSlots(entries - 1));
        }
        else if (strings && py.HasStringTables)
        {
            CompactTable<StringEntries>.Make(in py, ref local, py.Growth.NewTable(entries));
        }
        else
        {
            CompactTable<GeneralEntries>.Make(in py, ref local, py.Growth.NewTable(entries));
        }
    }

    /// <summary>Gets the number of entries.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="dict">The dictionary.</param>
    /// <returns>Live entries.</returns>
    public static int Count<THeap, TRef>(in Python<THeap, TRef> py, TRef dict)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int count = py.Heap.GetCount(dict, GeneralEntries.Buffer);
        return py.HasStringTables ? count + py.Heap.GetCount(dict, StringEntries.Buffer) : count;
    }

    /// <summary>Finds a key. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="dict">The dictionary.</param>
    /// <param name="key">The key; null is None.</param>
    /// <returns>Number of its entry, valid until the next change, or <see cref="Absent"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Find<THeap, TRef>(in Python<THeap, TRef> py, TRef dict, TRef key)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        FindHashed(in py, dict, key, PyKeys.Hash(in py, key));

    /// <summary>Gets the key of an entry as a borrowed temporary.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="dict">The dictionary.</param>
    /// <param name="entry">What <see cref="Find{THeap, TRef}"/> or <see cref="Next{THeap, TRef}"/> found.</param>
    /// <returns>The key.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TRef BorrowKey<THeap, TRef>(in Python<THeap, TRef> py, TRef dict, int entry)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.BorrowItem(dict, BufferOf(in py, dict), entry * ReferencesPerEntry);

    /// <summary>Gets the value of an entry as a borrowed temporary.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="dict">The dictionary.</param>
    /// <param name="entry">What <see cref="Find{THeap, TRef}"/> or <see cref="Next{THeap, TRef}"/> found.</param>
    /// <returns>The value.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TRef BorrowValue<THeap, TRef>(in Python<THeap, TRef> py, TRef dict, int entry)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.BorrowItem(dict, BufferOf(in py, dict), (entry * ReferencesPerEntry) + 1);

    /// <summary>Loads the value of a key into a local.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives the value; unchanged when the key is absent.</param>
    /// <param name="dict">The dictionary.</param>
    /// <param name="key">The key.</param>
    /// <returns>False for an absent key.</returns>
    public static bool TryLoad<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, TRef dict, TRef key)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int entry = Find(in py, dict, key);
        if (entry == Absent)
        {
            return false;
        }

        py.Heap.LoadItem(ref local, dict, BufferOf(in py, dict), (entry * ReferencesPerEntry) + 1);
        return true;
    }

    /// <summary>Sets the value of a key. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="dict">A local with the dictionary.</param>
    /// <param name="key">A local with the key; null is None.</param>
    /// <param name="value">A local with the value.</param>
    public static void Set<THeap, TRef>(in Python<THeap, TRef> py, ref TRef dict, ref TRef key, ref TRef value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long hash = PyKeys.Hash(in py, key);
        int entry = FindHashed(in py, dict, key, hash);
        if (entry == Absent)
        {
            entry = Add(in py, ref dict, ref key, hash);
        }

        py.Heap.StoreItem(dict, BufferOf(in py, dict), (entry * ReferencesPerEntry) + 1, value);
    }

    /// <summary>Goes from entry to entry: in the order of insertion, or of the slots where the table is open.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="dict">The dictionary.</param>
    /// <param name="position">Where to go on: 0 at first; moved behind the entry.</param>
    /// <returns>Number of the next live entry, or <see cref="Absent"/>.</returns>
    public static int Next<THeap, TRef>(in Python<THeap, TRef> py, TRef dict, ref int position)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int end = Filled(in py, dict);
        while (position < end)
        {
            int entry = position++;
            if (IsLive(in py, dict, entry))
            {
                return entry;
            }
        }

        return Absent;
    }

    /// <summary>Removes a key. Shrinks the table where the implementation does. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="dict">A local with the dictionary.</param>
    /// <param name="key">A local with the key.</param>
    /// <returns>False for an absent key.</returns>
    public static bool Remove<THeap, TRef>(in Python<THeap, TRef> py, ref TRef dict, ref TRef key)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        EntryFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        int entry = Find(in py, dict, key);
        if (entry != Absent)
        {
            TakeOut(in py, ref dict, entry, ref frame);
        }

        py.Heap.Leave(ref frame);
        return entry != Absent;
    }

    /// <summary>Removes all entries and their table. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="dict">A local with the dictionary.</param>
    public static void Clear<THeap, TRef>(in Python<THeap, TRef> py, ref TRef dict)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (py.IsOpenDict)
        {
            py.Heap.ResizeBuffer(ref dict, OpenSlots.Buffer, 0);
        }
        else
        {
            py.Heap.ResizeTable(ref dict, BufferOf(in py, dict), 0, 0);
        }
    }

    /// <summary>Gets the buffer that the entries are in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int BufferOf<THeap, TRef>(in Python<THeap, TRef> py, TRef dict)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.HasStringTables && py.Heap.BufferLength(dict, StringEntries.Buffer) != 0
            ? StringEntries.Buffer : GeneralEntries.Buffer;

    private static int Filled<THeap, TRef>(in Python<THeap, TRef> py, TRef dict)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.IsOpenDict ? py.Heap.BufferLength(dict, OpenSlots.Buffer) : py.Heap.GetFilled(dict, BufferOf(in py, dict));

    private static bool IsLive<THeap, TRef>(in Python<THeap, TRef> py, TRef dict, int entry)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.IsOpenDict ? OpenTable<OpenSlots>.IsLive(in py, dict, entry)
            : BufferOf(in py, dict) == StringEntries.Buffer
                ? CompactTable<StringEntries>.IsLive(in py, dict, entry)
            : CompactTable<GeneralEntries>.IsLive(in py, dict, entry);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FindHashed<THeap, TRef>(in Python<THeap, TRef> py, TRef dict, TRef key, long hash)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.IsOpenDict ? OpenTable<OpenSlots>.Find(in py, dict, key, hash)
            : BufferOf(in py, dict) == StringEntries.Buffer
                ? CompactTable<StringEntries>.Find(in py, dict, key, hash)
            : CompactTable<GeneralEntries>.Find(in py, dict, key, hash);

    private static int Add<THeap, TRef>(in Python<THeap, TRef> py, ref TRef dict, ref TRef key, long hash)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        if (py.IsOpenDict)
        {
            return OpenTable<OpenSlots>.Add(in py, ref dict, ref key, hash);
        }

        if (!py.HasStringTables || heap.BufferLength(dict, GeneralEntries.Buffer) != 0)
        {
            return CompactTable<GeneralEntries>.Add(in py, ref dict, ref key, hash);
        }

        if (!heap.IsNull(key) && py.IsStr(heap.TypeOf(key)))
        {
            return CompactTable<StringEntries>.Add(in py, ref dict, ref key, hash);
        }

        if (heap.BufferLength(dict, StringEntries.Buffer) != 0)
        {
            LeaveStringTable(in py, ref dict);
        }

        return CompactTable<GeneralEntries>.Add(in py, ref dict, ref key, hash);
    }

    /// <summary>Moves the entries to a table with hashes, grown, as CPython does when the first other key comes.</summary>
    private static void LeaveStringTable<THeap, TRef>(in Python<THeap, TRef> py, ref TRef dict)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        TableSize now = CompactTable<StringEntries>.Size(in py, dict);
        int filled = heap.GetFilled(dict, StringEntries.Buffer);
        int used = heap.GetCount(dict, StringEntries.Buffer);
        CompactTable<GeneralEntries>.Make(in py, ref dict, py.Growth.GrownTable(now, filled, used));
        CompactTable<GeneralEntries>.CopyFrom<THeap, TRef, StringEntries>(in py, dict, dict);
        heap.ResizeTable(ref dict, StringEntries.Buffer, 0, 0);
    }

    /// <summary>
    /// Removes an entry whose key and value the frame holds until the dictionary is whole again: their deaths may run anything.
    /// </summary>
    private static void TakeOut<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef dict, int entry, ref EntryFrame<TRef> frame)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        heap.Copy(ref frame.Key, BorrowKey(in py, dict, entry));
        heap.Copy(ref frame.Value, BorrowValue(in py, dict, entry));
        if (py.IsOpenDict)
        {
            OpenTable<OpenSlots>.Forget(in py, dict, entry);
        }
        else if (BufferOf(in py, dict) == StringEntries.Buffer)
        {
            CompactTable<StringEntries>.Forget(in py, dict, entry);
            CompactTable<StringEntries>.ShrinkAfterDeletion(in py, ref dict);
        }
        else
        {
            CompactTable<GeneralEntries>.Forget(in py, dict, entry);
            CompactTable<GeneralEntries>.ShrinkAfterDeletion(in py, ref dict);
        }
    }

    private ref struct EntryFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Key;
        public TRef Value;
    }
}

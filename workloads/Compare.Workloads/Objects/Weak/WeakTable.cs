using Compare.Engines.Abstractions.Heaps;
using Compare.Workloads.Objects.Keys;
using Compare.Workloads.Objects.Tables;

namespace Compare.Workloads.Objects.Weak;

/// <summary>
/// What weak dictionaries and sets share: an object with a number and a table whose entries have a weak reference as key or
/// value, found by the hash of the real key. A dead entry goes when the engine tells of the death; until then it is not seen.
/// </summary>
/// <remarks>
/// The table is a dictionary's that keeps hashes; where dictionaries have no index (MicroPython, whose <c>weakref</c> has no
/// containers itself) it is one of slots with hashes. Its own hash is the key's, folded to the bits that a tag has room for.
/// Deaths never move entries, so that iterating goes on across them.
/// </remarks>
internal static class WeakTable
{
    /// <summary>Number of the word with the container's number.</summary>
    public const int Number = 0;

    private const int Table = 0;
    private const int Key = 0;
    private const int Value = 1;
    private const int PerEntry = 2;
    private const int HalfWord = 32;

    /// <summary>Makes an empty container. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    /// <param name="dispatcher">The program's answer to dead targets.</param>
    public static void New<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef local, WeakDispatcher<THeap, TRef> dispatcher)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        EntryFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        py.Heap.New(ref frame.Table, py.Kinds.WeakTable);
        py.Heap.New(ref local, py.Kinds.WeakContainer);
        py.Heap.SetWord(local, Number, 0);
        py.Heap.StoreTake(local, Table, py.Heap.Move(ref frame.Table));
        dispatcher.Add(ref local);
        py.Heap.Leave(ref frame);
    }

    /// <summary>Gets the number of entries, those included of whose targets' death nobody has told yet.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="container">The container.</param>
    /// <returns>Entries.</returns>
    public static int Count<THeap, TRef>(in Python<THeap, TRef> py, TRef container)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.GetCount(py.Heap.Borrow(container, Table), GeneralEntries.Buffer);

    /// <summary>Computes the hash under which a key is found.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="key">The key.</param>
    /// <returns>32 bits.</returns>
    public static uint Hash<THeap, TRef>(in Python<THeap, TRef> py, TRef key)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long hash = PyKeys.Hash(in py, key);
        return (uint)(hash ^ (hash >> HalfWord));
    }

    /// <summary>Sets the value of a key, one of which is a weak reference that was just made. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="container">A local with the container.</param>
    /// <param name="key">A local with the key, or the weak reference to it.</param>
    /// <param name="value">A local with the value, or the weak reference to it.</param>
    /// <param name="entry">The key's entry, or <see cref="PyDict.Absent"/>: then one is added.</param>
    /// <param name="hash">The hash of the real key.</param>
    /// <param name="scratch">A local that is overwritten. Entering a frame here could run callbacks that move the entry.</param>
    public static void Set<THeap, TRef>(
        in Python<THeap, TRef> py,
        ref TRef container,
        ref TRef key,
        ref TRef value,
        int entry,
        uint hash,
        ref TRef scratch)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        py.Heap.Load(ref scratch, container, Table);
        if (entry == PyDict.Absent)
        {
            entry = Add(in py, ref scratch, ref key, hash);
        }

        py.Heap.StoreItem(scratch, GeneralEntries.Buffer, (entry * PerEntry) + Value, value);
    }

    /// <summary>Finds a key that is kept itself. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="container">The container.</param>
    /// <param name="key">The key.</param>
    /// <param name="hash">Its hash.</param>
    /// <returns>Number of the entry, or <see cref="PyDict.Absent"/>.</returns>
    public static int FindKey<THeap, TRef>(in Python<THeap, TRef> py, TRef container, TRef key, uint hash)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.IsOpenDict
            ? OpenTable<WeakSlots>.Find(in py, py.Heap.Borrow(container, Table), key, hash)
            : CompactTable<GeneralEntries>.Find(in py, py.Heap.Borrow(container, Table), key, hash);

    /// <summary>Finds a key that is weakly referenced. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="container">The container.</param>
    /// <param name="key">The key.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="scratch">A local that is overwritten.</param>
    /// <returns>Number of the entry, or <see cref="PyDict.Absent"/>.</returns>
    public static int FindTarget<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef container, ref TRef key, uint hash, ref TRef scratch)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int probes = 0;
        while (true)
        {
            TRef table = py.Heap.Borrow(container, Table);
            int entry = NextOfHash(in py, table, hash, ref probes);
            if (entry == PyDict.Absent)
            {
                return entry;
            }

            py.Heap.LoadWeak(ref scratch, py.Heap.BorrowItem(table, GeneralEntries.Buffer, (entry * PerEntry) + Key));
            bool isKey = py.Heap.Same(scratch, key)
                || (!py.Heap.IsNull(scratch) && PyKeys.AreEqual(in py, scratch, key));
            py.Heap.Clear(ref scratch);
            if (isKey)
            {
                return entry;
            }
        }
    }

    /// <summary>Loads key and value of an entry as they are stored.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="key">Receives the key, or the weak reference to it.</param>
    /// <param name="value">Receives the value, or the weak reference to it.</param>
    /// <param name="container">The container.</param>
    /// <param name="entry">Number of the entry.</param>
    public static void Load<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef key, ref TRef value, ref TRef container, int entry)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        py.Heap.LoadItem(ref key, py.Heap.Borrow(container, Table), GeneralEntries.Buffer, (entry * PerEntry) + Key);
        py.Heap.LoadItem(ref value, py.Heap.Borrow(container, Table), GeneralEntries.Buffer, (entry * PerEntry) + Value);
    }

    /// <summary>Goes from entry to entry, dead ones included.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="container">The container.</param>
    /// <param name="position">Where to go on: 0 at first; moved behind the entry.</param>
    /// <returns>Number of the next entry, or <see cref="PyDict.Absent"/>.</returns>
    public static int Next<THeap, TRef>(in Python<THeap, TRef> py, TRef container, ref int position)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TRef table = py.Heap.Borrow(container, Table);
        int end = py.IsOpenDict
            ? py.Heap.BufferLength(table, GeneralEntries.Buffer)
            : py.Heap.GetFilled(table, GeneralEntries.Buffer);
        while (position < end)
        {
            int entry = position++;
            if (IsLive(in py, table, entry))
            {
                return entry;
            }
        }

        return PyDict.Absent;
    }

    /// <summary>Removes the entry of a dead weak reference, if it is there still. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="container">A local with the container.</param>
    /// <param name="weak">A local with the weak reference: key or value of the entry.</param>
    /// <param name="hash">The hash of the real key.</param>
    public static void Forget<THeap, TRef>(in Python<THeap, TRef> py, ref TRef container, ref TRef weak, uint hash)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        EntryFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        int entry = FindWeak(in py, container, weak, hash);
        if (entry != PyDict.Absent)
        {
            Drop(in py, ref container, entry, ref frame);
        }

        py.Heap.Leave(ref frame);
    }

    /// <summary>
    /// Removes an entry whose key and value the frame holds until the table is whole: their deaths may run anything. May collect.
    /// </summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="container">A local with the container.</param>
    /// <param name="entry">Number of the entry.</param>
    /// <param name="frame">The frame of the caller, entered before the entry was found.</param>
    public static void Remove<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef container, int entry, ref EntryFrame<TRef> frame)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Drop(in py, ref container, entry, ref frame);
        if (!py.IsOpenDict)
        {
            CompactTable<GeneralEntries>.ShrinkAfterDeletion(in py, ref frame.Table);
        }
    }

    /// <summary>Takes an entry out and leaves the others where they are; the frame holds what was in it, and the table.</summary>
    private static void Drop<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef container, int entry, ref EntryFrame<TRef> frame)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Load(in py, ref frame.Key, ref frame.Value, ref container, entry);
        py.Heap.Load(ref frame.Table, container, Table);
        if (py.IsOpenDict)
        {
            OpenTable<WeakSlots>.Forget(in py, frame.Table, entry);
        }
        else
        {
            CompactTable<GeneralEntries>.Forget(in py, frame.Table, entry);
        }
    }

    /// <summary>Adds a key; first gives back what the deaths since have left. May collect.</summary>
    private static int Add<THeap, TRef>(in Python<THeap, TRef> py, ref TRef table, ref TRef key, uint hash)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (py.IsOpenDict)
        {
            return OpenTable<WeakSlots>.Add(in py, ref table, ref key, hash);
        }

        if (py.Heap.GetFilled(table, GeneralEntries.Buffer) != py.Heap.GetCount(table, GeneralEntries.Buffer))
        {
            CompactTable<GeneralEntries>.ShrinkAfterDeletion(in py, ref table);
        }

        return CompactTable<GeneralEntries>.Add(in py, ref table, ref key, hash);
    }

    private static int FindWeak<THeap, TRef>(in Python<THeap, TRef> py, TRef container, TRef weak, uint hash)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TRef table = py.Heap.Borrow(container, Table);
        int probes = 0;
        int entry = NextOfHash(in py, table, hash, ref probes);
        while (entry != PyDict.Absent && !Holds(in py, table, entry, weak))
        {
            entry = NextOfHash(in py, table, hash, ref probes);
        }

        // Inside the resize of a table of slots, its entries are not yet where their hashes say.
        int slots = py.IsOpenDict ? py.Heap.BufferLength(table, GeneralEntries.Buffer) : 0;
        for (int slot = 0; entry == PyDict.Absent && slot < slots; slot++)
        {
            entry = Holds(in py, table, slot, weak) ? slot : PyDict.Absent;
        }

        return entry;
    }

    private static bool Holds<THeap, TRef>(in Python<THeap, TRef> py, TRef table, int entry, TRef weak)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.Same(py.Heap.BorrowItem(table, GeneralEntries.Buffer, (entry * PerEntry) + Key), weak)
        || py.Heap.Same(py.Heap.BorrowItem(table, GeneralEntries.Buffer, (entry * PerEntry) + Value), weak);

    private static int NextOfHash<THeap, TRef>(in Python<THeap, TRef> py, TRef table, uint hash, ref int probes)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.IsOpenDict
            ? OpenTable<WeakSlots>.NextOfHash(in py, table, hash, ref probes)
            : CompactTable<GeneralEntries>.NextOfHash(in py, table, hash, ref probes);

    private static bool IsLive<THeap, TRef>(in Python<THeap, TRef> py, TRef table, int entry)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.IsOpenDict
            ? OpenTable<WeakSlots>.IsLive(in py, table, entry)
            : CompactTable<GeneralEntries>.IsLive(in py, table, entry);

    /// <summary>What an entry consists of, and its table.</summary>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    public ref struct EntryFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        /// <summary>The chain of frames.</summary>
        public FrameLink Link;

        /// <summary>The table.</summary>
        public TRef Table;

        /// <summary>The key, or the weak reference to it.</summary>
        public TRef Key;

        /// <summary>The value, or the weak reference to it.</summary>
        public TRef Value;
    }
}

using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Workloads.Objects.Keys;

namespace Compare.Workloads.Objects.Tables;

/// <content>Dictionaries made of others, and what changes more than one entry.</content>
public static partial class PyDict
{
    /// <summary>Makes a copy of a dictionary (<c>copy</c>, <c>dict(other)</c>). May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives the copy; not the local that holds the dictionary.</param>
    /// <param name="dict">A local with the dictionary.</param>
    public static void Copy<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef dict)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        PairFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        New(in py, ref frame.Dict);
        Update(in py, ref frame.Dict, ref dict);
        py.Heap.Take(ref local, py.Heap.Move(ref frame.Dict));
        py.Heap.Leave(ref frame);
    }

    /// <summary>
    /// Sets every key of another dictionary. An empty dictionary becomes as large as the other is, or as the rules say for as
    /// many entries where the other has deleted ones. May collect.
    /// </summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="dict">A local with the dictionary.</param>
    /// <param name="other">A local with the other, not the same object.</param>
    public static void Update<THeap, TRef>(in Python<THeap, TRef> py, ref TRef dict, ref TRef other)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int count = Count(in py, other);
        if (count != 0 && Count(in py, dict) == 0)
        {
            MakeRoom(in py, ref dict, ref other, count);
        }

        PairFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        int position = 0;
        for (int entry = Next(in py, other, ref position); entry != Absent; entry = Next(in py, other, ref position))
        {
            py.Heap.Copy(ref frame.Key, BorrowKey(in py, other, entry));
            py.Heap.Copy(ref frame.Value, BorrowValue(in py, other, entry));
            Set(in py, ref dict, ref frame.Key, ref frame.Value);
        }

        py.Heap.Leave(ref frame);
    }

    /// <summary>Makes a dictionary of one value for every key (<c>dict.fromkeys</c>). May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it; neither of the other locals.</param>
    /// <param name="keys">A local with a list of keys.</param>
    /// <param name="value">A local with the value.</param>
    public static void FromKeys<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef local, ref TRef keys, ref TRef value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        PairFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        New(in py, ref frame.Dict);
        for (int i = 0; i < Sequences.PyList.Count(in py, keys); i++)
        {
            Sequences.PyList.Load(in py, ref frame.Key, ref keys, i);
            Set(in py, ref frame.Dict, ref frame.Key, ref value);
        }

        py.Heap.Take(ref local, py.Heap.Move(ref frame.Dict));
        py.Heap.Leave(ref frame);
    }

    /// <summary>Loads the value of a key, which is set first when the key is absent. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives the value that the key has now.</param>
    /// <param name="dict">A local with the dictionary.</param>
    /// <param name="key">A local with the key.</param>
    /// <param name="value">A local with the value for an absent key.</param>
    /// <returns>True when the key was absent.</returns>
    public static bool SetDefault<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef local, ref TRef dict, ref TRef key, ref TRef value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long hash = PyKeys.Hash(in py, key);
        int entry = FindHashed(in py, dict, key, hash);
        bool isAbsent = entry == Absent;
        if (isAbsent)
        {
            entry = Add(in py, ref dict, ref key, hash);
            py.Heap.StoreItem(dict, BufferOf(in py, dict), (entry * ReferencesPerEntry) + 1, value);
        }

        py.Heap.LoadItem(ref local, dict, BufferOf(in py, dict), (entry * ReferencesPerEntry) + 1);
        return isAbsent;
    }

    /// <summary>
    /// Takes the last entry out: the newest where entries are ordered, else the one in the last slot. May collect.
    /// </summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="key">Receives the key; unchanged when the dictionary is empty.</param>
    /// <param name="value">Receives the value; unchanged when the dictionary is empty.</param>
    /// <param name="dict">A local with the dictionary.</param>
    /// <returns>False for an empty dictionary.</returns>
    public static bool PopItem<THeap, TRef>(in Python<THeap, TRef> py, ref TRef key, ref TRef value, ref TRef dict)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        EntryFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        bool isThere = Count(in py, dict) != 0;
        if (isThere)
        {
            int entry = Filled(in py, dict) - 1;
            while (!IsLive(in py, dict, entry))
            {
                entry--;
            }

            py.Heap.Copy(ref frame.Key, BorrowKey(in py, dict, entry));
            py.Heap.Copy(ref frame.Value, BorrowValue(in py, dict, entry));
            ForgetLast(in py, ref dict, entry);
            py.Heap.Take(ref key, py.Heap.Move(ref frame.Key));
            py.Heap.Take(ref value, py.Heap.Move(ref frame.Value));
        }

        py.Heap.Leave(ref frame);
        return isThere;
    }

    private static void ForgetLast<THeap, TRef>(in Python<THeap, TRef> py, ref TRef dict, int entry)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (py.IsOpenDict)
        {
            OpenTable<OpenSlots>.Forget(in py, dict, entry);
            return;
        }

        if (BufferOf(in py, dict) == StringEntries.Buffer)
        {
            CompactTable<StringEntries>.ForgetNewest(in py, dict, entry);
            CompactTable<StringEntries>.ShrinkAfterDeletion(in py, ref dict);
        }
        else
        {
            CompactTable<GeneralEntries>.ForgetNewest(in py, dict, entry);
            CompactTable<GeneralEntries>.ShrinkAfterDeletion(in py, ref dict);
        }
    }

    /// <summary>Gives an empty dictionary the form and size in which another's entries come.</summary>
    private static void MakeRoom<THeap, TRef>(in Python<THeap, TRef> py, ref TRef dict, ref TRef other, int count)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Clear(in py, ref dict);
        if (py.IsOpenDict)
        {
            OpenTable<OpenSlots>.Make(in py, ref dict, py.Growth.DictSlots(count - 1));
            return;
        }

        int buffer = BufferOf(in py, other);
        bool isDense = py.Heap.GetFilled(other, buffer) == count;
        if (buffer == StringEntries.Buffer)
        {
            TableSize size = CompactTable<StringEntries>.Size(in py, other);
            CompactTable<StringEntries>.Make(in py, ref dict, isDense ? size : py.Growth.NewTable(count));
        }
        else
        {
            TableSize size = CompactTable<GeneralEntries>.Size(in py, other);
            CompactTable<GeneralEntries>.Make(in py, ref dict, isDense ? size : py.Growth.NewTable(count));
        }
    }

    private ref struct PairFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Dict;
        public TRef Key;
        public TRef Value;
    }
}

using Compare.Engines.Abstractions.Heaps;
using Compare.Workloads.Objects.Tables;

namespace Compare.Workloads.Objects.Weak;

/// <summary>Python's <c>WeakValueDictionary</c>: an entry goes when its value dies.</summary>
public static class WeakValueDict
{
    /// <summary>Makes an empty one. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    /// <param name="dispatcher">The program's answer to dead targets.</param>
    public static void New<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef local, WeakDispatcher<THeap, TRef> dispatcher)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        WeakTable.New(in py, ref local, dispatcher);

    /// <summary>Gets the number of entries, those included of whose values' death the engine has not told yet.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="dict">The dictionary.</param>
    /// <returns>Entries.</returns>
    public static int Count<THeap, TRef>(in Python<THeap, TRef> py, TRef dict)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        WeakTable.Count(in py, dict);

    /// <summary>Sets the value of a key. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="dict">A local with the dictionary.</param>
    /// <param name="key">A local with the key; null is None.</param>
    /// <param name="value">A local with the value, which may be weakly referenced.</param>
    public static void Set<THeap, TRef>(in Python<THeap, TRef> py, ref TRef dict, ref TRef key, ref TRef value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        WeakFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        uint hash = WeakTable.Hash(in py, key);
        long tag = WeakDispatcher<THeap, TRef>.Tag(py.Heap.GetWord(dict, WeakTable.Number), hash);
        py.Heap.NewWeak(ref frame.Weak, ref value, tag);
        int entry = WeakTable.FindKey(in py, dict, key, hash);
        WeakTable.Set(in py, ref dict, ref key, ref frame.Weak, entry, hash, ref frame.Key);
        py.Heap.Leave(ref frame);
    }

    /// <summary>Loads the value of a key.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives the value; null when the key is absent or its value dead.</param>
    /// <param name="dict">A local with the dictionary.</param>
    /// <param name="key">A local with the key.</param>
    /// <returns>False when there is no live value.</returns>
    public static bool TryLoad<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef dict, ref TRef key)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        WeakFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        int entry = WeakTable.FindKey(in py, dict, key, WeakTable.Hash(in py, key));
        py.Heap.Clear(ref local);
        if (entry != PyDict.Absent)
        {
            WeakTable.Load(in py, ref frame.Key, ref frame.Weak, ref dict, entry);
            py.Heap.LoadWeak(ref local, frame.Weak);
        }

        py.Heap.Leave(ref frame);
        return !py.Heap.IsNull(local);
    }

    /// <summary>Removes a key. May collect.</summary>
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
        WeakTable.EntryFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        int entry = WeakTable.FindKey(in py, dict, key, WeakTable.Hash(in py, key));
        if (entry != PyDict.Absent)
        {
            WeakTable.Remove(in py, ref dict, entry, ref frame);
        }

        py.Heap.Leave(ref frame);
        return entry != PyDict.Absent;
    }

    /// <summary>
    /// Goes from entry to entry in the order of insertion where dictionaries have one. Meanwhile nothing but deaths may change
    /// it.
    /// </summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="dict">A local with the dictionary.</param>
    /// <param name="position">Where to go on: 0 at first.</param>
    /// <param name="key">Receives the key; unchanged at the end.</param>
    /// <param name="value">Receives the value, alive; null at the end.</param>
    /// <returns>False at the end.</returns>
    public static bool Next<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef dict, ref int position, ref TRef key, ref TRef value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        WeakFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        py.Heap.Clear(ref value);
        int entry = WeakTable.Next(in py, dict, ref position);
        while (entry != PyDict.Absent && py.Heap.IsNull(value))
        {
            WeakTable.Load(in py, ref frame.Key, ref frame.Weak, ref dict, entry);
            py.Heap.LoadWeak(ref value, frame.Weak);
            entry = py.Heap.IsNull(value) ? WeakTable.Next(in py, dict, ref position) : PyDict.Absent;
        }

        bool isThere = !py.Heap.IsNull(value);
        if (isThere)
        {
            py.Heap.Copy(ref key, frame.Key);
        }

        py.Heap.Leave(ref frame);
        return isThere;
    }

    private ref struct WeakFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Key;
        public TRef Weak;
    }
}

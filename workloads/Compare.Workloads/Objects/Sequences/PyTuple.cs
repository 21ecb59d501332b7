using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;

namespace Compare.Workloads.Objects.Sequences;

/// <summary>Tuples; the empty one is shared where the engine or the program's shared objects have it.</summary>
public static class PyTuple
{
    /// <summary>Makes a tuple of Nones, to be filled before anything else sees it. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    /// <param name="length">Items.</param>
    public static void New<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, int length)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (length != 0 || py.Sys is not { } sys || !sys.TryLoadEmpty(ref local, py.Tuple))
        {
            py.Heap.NewArray(ref local, py.Tuple, length);
        }
    }

    /// <summary>Loads the shared empty tuple. Never collects, but where the engine makes it for the first time.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    /// <param name="shared">A local with the shared objects, of <see cref="PyShared"/>.</param>
    public static void LoadEmpty<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef shared)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (py.Sys is not { } sys || !sys.TryLoadEmpty(ref local, py.Tuple))
        {
            PyShared.LoadEmptyTuple(in py, ref local, shared);
        }
    }

    /// <summary>Makes a tuple of one item. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it; may be the same local as the item.</param>
    /// <param name="item">A local with the item; null is None.</param>
    public static void Pack<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef item)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TupleFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        New(in py, ref frame.Result, 1);
        py.Heap.StoreElement(frame.Result, 0, item);
        py.Heap.Copy(ref local, frame.Result);
        py.Heap.Leave(ref frame);
    }

    /// <summary>Makes a tuple of two items. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it; may be the same local as an item.</param>
    /// <param name="first">A local with an item; null is None.</param>
    /// <param name="second">A local with an item; null is None.</param>
    public static void Pack<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef first, ref TRef second)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TupleFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        New(in py, ref frame.Result, 2);
        py.Heap.StoreElement(frame.Result, 0, first);
        py.Heap.StoreElement(frame.Result, 1, second);
        py.Heap.Copy(ref local, frame.Result);
        py.Heap.Leave(ref frame);
    }

    /// <summary>Makes a tuple of three items. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it; may be the same local as an item.</param>
    /// <param name="first">A local with an item; null is None.</param>
    /// <param name="second">A local with an item; null is None.</param>
    /// <param name="third">A local with an item; null is None.</param>
    public static void Pack<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef local, ref TRef first, ref TRef second, ref TRef third)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TupleFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        New(in py, ref frame.Result, 3);
        py.Heap.StoreElement(frame.Result, 0, first);
        py.Heap.StoreElement(frame.Result, 1, second);
        py.Heap.StoreElement(frame.Result, 2, third);
        py.Heap.Copy(ref local, frame.Result);
        py.Heap.Leave(ref frame);
    }

    /// <summary>Makes a tuple of the items of a list (<c>tuple(list)</c>). May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it; may be the same local as the list.</param>
    /// <param name="list">A local with the list.</param>
    public static void OfList<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef list)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        TupleFrame<TRef> frame = default;
        heap.Enter(ref frame);
        int length = PyList.Count(in py, list);
        New(in py, ref frame.Result, length);
        for (int i = 0; i < length; i++)
        {
            PyList.Load(in py, ref frame.Item, ref list, i);
            heap.StoreElement(frame.Result, i, frame.Item);
        }

        heap.Copy(ref local, frame.Result);
        heap.Leave(ref frame);
    }

    /// <summary>Gets the number of items. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="tuple">A tuple.</param>
    /// <returns>Its length.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Length<THeap, TRef>(in Python<THeap, TRef> py, TRef tuple)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.Length(tuple);

    /// <summary>Loads an item into a local.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it; null is None.</param>
    /// <param name="tuple">A tuple.</param>
    /// <param name="index">0 to the length − 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, TRef tuple, int index)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.LoadElement(ref local, tuple, index);

    /// <summary>Gets an item as a borrowed temporary.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="tuple">A tuple.</param>
    /// <param name="index">0 to the length − 1.</param>
    /// <returns>The item; null is None.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TRef Borrow<THeap, TRef>(in Python<THeap, TRef> py, TRef tuple, int index)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.BorrowElement(tuple, index);

    /// <summary>Sets an item of a tuple that is being filled.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="tuple">A tuple.</param>
    /// <param name="index">0 to the length − 1.</param>
    /// <param name="item">Borrowed; null is None.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set<THeap, TRef>(in Python<THeap, TRef> py, TRef tuple, int index, TRef item)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.StoreElement(tuple, index, item);

    private ref struct TupleFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Result;
        public TRef Item;
    }
}

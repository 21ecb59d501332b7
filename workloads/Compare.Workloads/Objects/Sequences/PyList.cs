using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;

namespace Compare.Workloads.Objects.Sequences;

/// <summary>Lists: an object and an array of items with room to grow, by the implementation's rules.</summary>
public static partial class PyList
{
    private const int Items = 0;

    /// <summary>Makes an empty list. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    public static void New<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.New(ref local, py.List);

    /// <summary>Makes a list of Nones, to be filled. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    /// <param name="origin">How the list comes into being, which decides its room.</param>
    /// <param name="length">Items.</param>
    public static void New<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ListOrigin origin, int length)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        New(in py, ref local);
        if (length > 0)
        {
            py.Heap.ResizeBuffer(ref local, Items, py.Growth.NewListCapacity(origin, length));
            py.Heap.SetCount(local, Items, length);
        }
    }

    /// <summary>Gets the number of items.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="list">The list.</param>
    /// <returns>Its length.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count<THeap, TRef>(in Python<THeap, TRef> py, TRef list)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.GetCount(list, Items);

    /// <summary>Gets the number of items that fit before the list must grow.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="list">The list.</param>
    /// <returns>Its capacity.</returns>
    public static int Capacity<THeap, TRef>(in Python<THeap, TRef> py, TRef list)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.BufferLength(list, Items);

    /// <summary>Gets an item as a borrowed temporary.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="list">The list.</param>
    /// <param name="index">0 to the length − 1.</param>
    /// <returns>The item; null is None.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TRef Borrow<THeap, TRef>(in Python<THeap, TRef> py, TRef list, int index)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.BorrowItem(list, Items, index);

    /// <summary>Sets an item.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="list">The list.</param>
    /// <param name="index">0 to the length − 1.</param>
    /// <param name="item">Borrowed; null is None.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set<THeap, TRef>(in Python<THeap, TRef> py, TRef list, int index, TRef item)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.StoreItem(list, Items, index, item);

    /// <summary>Appends an item. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="list">A local with the list.</param>
    /// <param name="item">A local with the item; null is None.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Append<THeap, TRef>(in Python<THeap, TRef> py, ref TRef list, ref TRef item)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        int count = heap.GetCount(list, Items);
        if (count == heap.BufferLength(list, Items))
        {
            AppendToFull(in py, ref list, ref item);
            return; // A path of its own: where nothing grows, the compiler finds the items once.
        }

        heap.StoreItem(list, Items, count, item);
        heap.SetCount(list, Items, count + 1);
    }

    /// <summary>Takes the last item out of the list. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives the item.</param>
    /// <param name="list">A local with a list that is not empty.</param>
    public static void Pop<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef list)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        int count = heap.GetCount(list, Items);
        heap.LoadItem(ref local, list, Items, count - 1);
        Truncate(in py, ref list, count - 1);
    }

    /// <summary>Cuts the end off the list and gives room back by the implementation's rules. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="list">A local with the list.</param>
    /// <param name="length">New length, at most the present one.</param>
    public static void Truncate<THeap, TRef>(in Python<THeap, TRef> py, ref TRef list, int length)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        int count = heap.GetCount(list, Items);
        for (int i = length; i < count; i++)
        {
            heap.SetCount(list, Items, length);
            heap.StoreItem(list, Items, i, default);
        }

        Resize(in py, ref list, count, length);
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // Keeps the common case small in its callers.
    private static void AppendToFull<THeap, TRef>(in Python<THeap, TRef> py, ref TRef list, ref TRef item)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        int count = heap.GetCount(list, Items);
        Resize(in py, ref list, count, count + 1);
        heap.StoreItem(list, Items, count, item);
        heap.SetCount(list, Items, count + 1);
    }

    /// <summary>Gives the items as much memory as the rules say for a change of the length. May collect.</summary>
    private static void Resize<THeap, TRef>(in Python<THeap, TRef> py, ref TRef list, int oldLength, int newLength)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        int capacity = heap.BufferLength(list, Items);
        int wanted = py.Growth.ListCapacity(capacity, oldLength, newLength);
        if (wanted != capacity)
        {
            heap.ResizeBuffer(ref list, Items, wanted);
        }
    }
}

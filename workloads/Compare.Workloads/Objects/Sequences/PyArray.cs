using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;

namespace Compare.Workloads.Objects.Sequences;

/// <summary>Arrays of 64-bit integers (<c>array.array('q')</c>): an object and values with room to grow.</summary>
public static class PyArray
{
    private const int Items = 0;

    /// <summary>Makes an array of values (<c>array.array('q', list)</c>). May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    /// <param name="values">Its items; no part of the heap.</param>
    public static void New<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ReadOnlySpan<long> values)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        py.Heap.New(ref local, py.Array);
        if (values.IsEmpty)
        {
            return;
        }

        py.Heap.ResizeBuffer(ref local, Items, py.Growth.NewArrayCapacity(values.Length));
        py.Heap.SetCount(local, Items, values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            py.Heap.SetItemWord(local, Items, i, values[i]);
        }
    }

    /// <summary>Makes an array of zeros (<c>array.array('q', bytes(8 * length))</c>). May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    /// <param name="length">Items.</param>
    public static void NewZeros<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, int length)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        py.Heap.New(ref local, py.Array);
        if (length == 0)
        {
            return;
        }

        py.Heap.ResizeBuffer(ref local, Items, py.Growth.NewArrayCapacity(length));
        py.Heap.SetCount(local, Items, length);
        for (int i = 0; i < length; i++)
        {
            py.Heap.SetItemWord(local, Items, i, 0);
        }
    }

    /// <summary>Gets the number of items. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="array">An array.</param>
    /// <returns>Its length.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count<THeap, TRef>(in Python<THeap, TRef> py, TRef array)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.GetCount(array, Items);

    /// <summary>Gets the number of items that fit. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="array">An array.</param>
    /// <returns>Its capacity.</returns>
    public static int Capacity<THeap, TRef>(in Python<THeap, TRef> py, TRef array)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.BufferLength(array, Items);

    /// <summary>Gets an item. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="array">An array.</param>
    /// <param name="index">0 to the length − 1.</param>
    /// <returns>The value.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Get<THeap, TRef>(in Python<THeap, TRef> py, TRef array, int index)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.GetItemWord(array, Items, index);

    /// <summary>Sets an item. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="array">An array.</param>
    /// <param name="index">0 to the length − 1.</param>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set<THeap, TRef>(in Python<THeap, TRef> py, TRef array, int index, long value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.SetItemWord(array, Items, index, value);

    /// <summary>Appends an item. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="array">A local with the array.</param>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Append<THeap, TRef>(in Python<THeap, TRef> py, ref TRef array, long value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int count = py.Heap.GetCount(array, Items);
        if (count == py.Heap.BufferLength(array, Items))
        {
            Resize(in py, ref array, count + 1);
        }

        py.Heap.SetItemWord(array, Items, count, value);
        py.Heap.SetCount(array, Items, count + 1);
    }

    /// <summary>Cuts the end off and gives room back by the implementation's rules. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="array">A local with the array.</param>
    /// <param name="length">New length, at most the present one.</param>
    public static void Truncate<THeap, TRef>(in Python<THeap, TRef> py, ref TRef array, int length)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (length < py.Heap.GetCount(array, Items))
        {
            py.Heap.SetCount(array, Items, length);
            Resize(in py, ref array, length);
        }
    }

    private static void Resize<THeap, TRef>(in Python<THeap, TRef> py, ref TRef array, int length)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int capacity = py.Heap.BufferLength(array, Items);
        int wanted = py.Growth.ArrayCapacity(capacity, length);
        if (wanted != capacity)
        {
            py.Heap.ResizeBuffer(ref array, Items, wanted);
        }
    }
}

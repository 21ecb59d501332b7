using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;

namespace Compare.Workloads.Objects.Text;

/// <summary>Byte arrays: an object and bytes with room to grow, by the implementation's rules.</summary>
public static class PyByteArray
{
    private const int Bytes = 0;

    /// <summary>Makes a byte array. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    /// <param name="content">Its bytes; no part of the heap.</param>
    public static void New<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ReadOnlySpan<byte> content)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        py.Heap.New(ref local, py.ByteArray);
        if (!content.IsEmpty)
        {
            py.Heap.ResizeBuffer(ref local, Bytes, py.Growth.NewByteArrayCapacity(content.Length));
            py.Heap.SetCount(local, Bytes, content.Length);
            content.CopyTo(py.Heap.ItemBytes(local, Bytes));
        }
    }

    /// <summary>Gets the number of bytes. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="array">A byte array.</param>
    /// <returns>Its length.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Length<THeap, TRef>(in Python<THeap, TRef> py, TRef array)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.GetCount(array, Bytes);

    /// <summary>Gets the bytes that are allocated. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="array">A byte array.</param>
    /// <returns>Its capacity, a terminating zero included where the implementation has one.</returns>
    public static int Capacity<THeap, TRef>(in Python<THeap, TRef> py, TRef array)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.BufferLength(array, Bytes);

    /// <summary>Gets the bytes, to read and to write. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="array">A byte array.</param>
    /// <returns>All of them; a borrowed temporary.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<byte> Content<THeap, TRef>(in Python<THeap, TRef> py, TRef array)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.ItemBytes(array, Bytes)[..py.Heap.GetCount(array, Bytes)];

    /// <summary>Appends a byte. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="array">A local with a byte array.</param>
    /// <param name="value">The byte.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Append<THeap, TRef>(in Python<THeap, TRef> py, ref TRef array, byte value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int length = Length(in py, array);
        SetLength(in py, ref array, length + 1);
        py.Heap.ItemBytes(array, Bytes)[length] = value;
    }

    /// <summary>Appends bytes. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="array">A local with a byte array.</param>
    /// <param name="content">The bytes; no part of the heap.</param>
    public static void Extend<THeap, TRef>(in Python<THeap, TRef> py, ref TRef array, ReadOnlySpan<byte> content)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (!content.IsEmpty)
        {
            int length = Length(in py, array);
            SetLength(in py, ref array, checked(length + content.Length));
            content.CopyTo(py.Heap.ItemBytes(array, Bytes)[length..]);
        }
    }

    /// <summary>Cuts the end off and gives room back by the implementation's rules. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="array">A local with a byte array.</param>
    /// <param name="length">New length, at most the present one.</param>
    public static void Truncate<THeap, TRef>(in Python<THeap, TRef> py, ref TRef array, int length)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (length < Length(in py, array))
        {
            SetLength(in py, ref array, length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SetLength<THeap, TRef>(in Python<THeap, TRef> py, ref TRef array, int length)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        int capacity = heap.BufferLength(array, Bytes);
        int wanted = py.Growth.ByteArrayCapacity(capacity, length);
        if (wanted != capacity)
        {
            heap.ResizeBuffer(ref array, Bytes, wanted);
        }

        if (wanted != 0)
        {
            heap.SetCount(array, Bytes, length);
        }
    }
}

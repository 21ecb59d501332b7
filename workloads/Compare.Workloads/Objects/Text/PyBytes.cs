using Compare.Engines.Abstractions.Heaps;

namespace Compare.Workloads.Objects.Text;

/// <summary>Bytes objects; those of one byte or none are shared where the implementation shares them.</summary>
public static class PyBytes
{
    /// <summary>Loads a bytes object into a local. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    /// <param name="content">Its bytes; no part of the heap.</param>
    public static void Load<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ReadOnlySpan<byte> content)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (!PyStr.TryLoadShared(in py, ref local, py.Bytes, content.Length, content.IsEmpty ? 0 : content[0]))
        {
            py.Heap.NewArray(ref local, py.Bytes, content.Length);
            content.CopyTo(py.Heap.ElementBytes(local));
        }
    }

    /// <summary>Gets the number of bytes. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="bytes">A bytes object.</param>
    /// <returns>Its length.</returns>
    public static int Length<THeap, TRef>(in Python<THeap, TRef> py, TRef bytes)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.Length(bytes);

    /// <summary>Gets the bytes. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="bytes">A bytes object.</param>
    /// <returns>All of them; a borrowed temporary.</returns>
    public static ReadOnlySpan<byte> Content<THeap, TRef>(in Python<THeap, TRef> py, TRef bytes)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.ElementBytes(bytes);

    /// <summary>Makes a bytes object of two, one after the other; when one is empty, it is the other. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it; may be the same local as one of the two.</param>
    /// <param name="left">A local with a bytes object.</param>
    /// <param name="right">A local with a bytes object.</param>
    public static void Concat<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef left, ref TRef right)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        if (heap.Length(right) == 0 || heap.Length(left) == 0)
        {
            heap.Copy(ref local, heap.Length(right) == 0 ? left : right);
            return;
        }

        BytesFrame<TRef> frame = default;
        heap.Enter(ref frame);
        heap.NewArray(ref frame.Result, py.Bytes, checked(heap.Length(left) + heap.Length(right)));
        Span<byte> target = heap.ElementBytes(frame.Result);
        heap.ElementBytes(left).CopyTo(target);
        heap.ElementBytes(right).CopyTo(target[heap.Length(left)..]);
        heap.Copy(ref local, frame.Result);
        heap.Leave(ref frame);
    }

    /// <summary>Makes a bytes object of a part of another; the whole of it is the object itself. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it; may be the same local as the other.</param>
    /// <param name="bytes">A local with a bytes object.</param>
    /// <param name="start">The first byte; cut to what there is, as Python does.</param>
    /// <param name="end">The byte behind the last; cut likewise.</param>
    public static void Slice<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef bytes, int start, int end)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        int length = heap.Length(bytes);
        end = Math.Clamp(end, 0, length);
        start = Math.Clamp(start, 0, end);
        if (start == 0 && end == length)
        {
            heap.Copy(ref local, bytes);
            return;
        }

        BytesFrame<TRef> frame = default;
        heap.Enter(ref frame);
        int code = start == end ? 0 : heap.ElementBytes(bytes)[start];
        if (!PyStr.TryLoadShared(in py, ref frame.Result, py.Bytes, end - start, code))
        {
            heap.NewArray(ref frame.Result, py.Bytes, end - start);
            heap.ElementBytes(bytes)[start..end].CopyTo(heap.ElementBytes(frame.Result));
        }

        heap.Copy(ref local, frame.Result);
        heap.Leave(ref frame);
    }

    private ref struct BytesFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Result;
    }
}

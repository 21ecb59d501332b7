using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Types;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Tables;

namespace Compare.Workloads.Objects.Iterators;

/// <summary>
/// Iterators as objects: each keeps what it iterates over alive until it has come to the end. A range's has its numbers itself.
/// </summary>
public static class PyIterator
{
    private const int Container = 0;
    private const int Position = 0;
    private const int Entries = 1;
    private const int NextNumber = 0;
    private const int Stride = 1;
    private const int Left = 2;

    /// <summary>Makes an iterator of a list. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it; not the local that holds the list.</param>
    /// <param name="list">A local with the list.</param>
    public static void OfList<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef list)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        Make(in py, ref local, ref list, py.Kinds.ListIterator);

    /// <summary>Makes an iterator of a tuple. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it; not the local that holds the tuple.</param>
    /// <param name="tuple">A local with the tuple.</param>
    public static void OfTuple<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef tuple)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        Make(in py, ref local, ref tuple, py.Kinds.TupleIterator);

    /// <summary>Makes an iterator of a dictionary's keys. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it; not the local that holds the dictionary.</param>
    /// <param name="dict">A local with the dictionary.</param>
    public static void OfDict<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef dict)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Make(in py, ref local, ref dict, py.Kinds.DictIterator);
        py.Heap.SetWord(local, Entries, PyDict.Count(in py, dict));
    }

    /// <summary>Makes an iterator of a set. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it; not the local that holds the set.</param>
    /// <param name="set">A local with the set.</param>
    public static void OfSet<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef set)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        Make(in py, ref local, ref set, py.Kinds.SetIterator);
        py.Heap.SetWord(local, Entries, PySet.Count(in py, set));
    }

    /// <summary>Makes an iterator of a range. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    /// <param name="start">First number.</param>
    /// <param name="step">Difference of two numbers.</param>
    /// <param name="count">Numbers, 0 or more.</param>
    public static void OfRange<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, long start, long step, long count)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        py.Heap.New(ref local, py.Kinds.RangeIterator);
        py.Heap.SetWord(local, NextNumber, start);
        py.Heap.SetWord(local, Stride, step);
        py.Heap.SetWord(local, Left, count);
    }

    /// <summary>Goes on to the next item. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="iterator">A local with the iterator.</param>
    /// <param name="item">Receives the item, and null at the end; not the local that holds the iterator.</param>
    /// <returns>False at the end, where the iterator lets its container go.</returns>
    /// <exception cref="InvalidOperationException">The dictionary or set changed its size.</exception>
    public static bool Next<THeap, TRef>(in Python<THeap, TRef> py, ref TRef iterator, ref TRef item)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        TypeHandle type = heap.TypeOf(iterator);
        if (type == py.Kinds.RangeIterator)
        {
            return NextOfRange(in py, ref iterator, ref item);
        }

        if (heap.IsNull(heap.Borrow(iterator, Container)))
        {
            heap.Clear(ref item);
            return false;
        }

        ContainerFrame<TRef> frame = default;
        heap.Enter(ref frame);
        heap.Load(ref frame.Container, iterator, Container);
        bool isThere = TryLoad(in py, ref iterator, type, ref frame.Container, ref item);
        if (!isThere)
        {
            heap.Store(iterator, Container, default);
            heap.Clear(ref item);
        }

        heap.Leave(ref frame);
        return isThere;
    }

    private static void Make<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef local, ref TRef container, TypeHandle type)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        py.Heap.New(ref local, type);
        py.Heap.Store(local, Container, container);
        py.Heap.SetWord(local, Position, 0);
    }

    private static bool NextOfRange<THeap, TRef>(in Python<THeap, TRef> py, ref TRef iterator, ref TRef item)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long left = py.Heap.GetWord(iterator, Left);
        if (left == 0)
        {
            py.Heap.Clear(ref item);
            return false;
        }

        long number = py.Heap.GetWord(iterator, NextNumber);
        py.Heap.SetWord(iterator, NextNumber, unchecked(number + py.Heap.GetWord(iterator, Stride)));
        py.Heap.SetWord(iterator, Left, left - 1);
        PyInt.Load(in py, ref item, number);
        return true;
    }

    private static bool TryLoad<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef iterator, TypeHandle type, ref TRef container, ref TRef item)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        int position = (int)heap.GetWord(iterator, Position);
        if (type == py.Kinds.ListIterator)
        {
            heap.SetWord(iterator, Position, position + 1);
            return PyList.Next(in py, ref item, ref container, ref position);
        }

        if (type == py.Kinds.TupleIterator)
        {
            heap.SetWord(iterator, Position, position + 1);
            bool isItem = position < PyTuple.Length(in py, container);
            if (isItem)
            {
                PyTuple.Load(in py, ref item, container, position);
            }

            return isItem;
        }

        bool isDict = type == py.Kinds.DictIterator;
        long count = isDict ? PyDict.Count(in py, container) : PySet.Count(in py, container);
        if (count != heap.GetWord(iterator, Entries))
        {
            throw new InvalidOperationException("The container changed its size during iteration.");
        }

        int entry = isDict ? PyDict.Next(in py, container, ref position) : PySet.Next(in py, container, ref position);
        heap.SetWord(iterator, Position, position);
        if (entry != PyDict.Absent)
        {
            heap.Copy(ref item, isDict ? PyDict.BorrowKey(in py, container, entry) : PySet.Borrow(in py, container, entry));
        }

        return entry != PyDict.Absent;
    }

    private ref struct ContainerFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Container;
    }
}

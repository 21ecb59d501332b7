using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Workloads.Objects.Numbers;

namespace Compare.Workloads.Objects.Sequences;

/// <content>Lists made of lists, tuples and ranges.</content>
public static partial class PyList
{
    /// <summary>Makes a list of the items of another sequence (<c>list(x)</c>, <c>x.copy()</c>). May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it; may be the same local as the source.</param>
    /// <param name="origin">How it comes into being: <see cref="ListOrigin.Exact"/> for a copy.</param>
    /// <param name="source">A local with a list or tuple.</param>
    public static void Of<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ListOrigin origin, ref TRef source)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        OfPart(in py, ref local, origin, ref source, 0, LengthOf(in py, source));

    /// <summary>Makes a list of the numbers of a range. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    /// <param name="start">The first number.</param>
    /// <param name="length">How many.</param>
    /// <param name="step">From one to the next.</param>
    public static void OfRange<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, long start, int length, long step = 1)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (!py.UnboxesListItems)
        {
            New(in py, ref local, ListOrigin.Sequence, length);
        }
        else
        {
            New(in py, ref local);
            Reserve(in py, ref local, Values, py.Growth.NewListCapacity(ListOrigin.Sequence, length));
            SetCount(in py, local, Values, length);
        }

        for (int i = 0; i < length; i++)
        {
            SetInt(in py, ref local, i, unchecked(start + (i * step)));
        }
    }

    /// <summary>Makes a list of a part of another (<c>list[start:end]</c>). May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it; may be the same local as the list.</param>
    /// <param name="list">A local with the list.</param>
    /// <param name="start">The first item; cut to what there is, as Python does.</param>
    /// <param name="end">The item behind the last; cut likewise.</param>
    public static void Slice<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef list, int start, int end)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        end = Math.Clamp(end, 0, Count(in py, list));
        start = Math.Clamp(start, 0, end);
        OfPart(in py, ref local, ListOrigin.Exact, ref list, start, end - start);
    }

    /// <summary>Makes a list of two lists, one after the other. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it; may be the same local as one of the two.</param>
    /// <param name="left">A local with a list.</param>
    /// <param name="right">A local with a list.</param>
    public static void Concat<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef left, ref TRef right)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        int leftCount = Count(in py, left);
        int rightCount = Count(in py, right);
        ItemFrame<TRef> frame = default;
        heap.Enter(ref frame);
        New(in py, ref frame.Item);
        if (leftCount != 0)
        {
            // Two steps where the first may decide the form: as where they are taken the capacity is that of two steps too.
            int buffer = ChooseBuffer(in py, ref frame.Item, ref left, 0, leftCount);
            int capacity = py.UnboxesListItems
                ? py.Growth.NewListCapacity(ListOrigin.Exact, leftCount)
                : py.Growth.ConcatenatedListCapacity(leftCount, rightCount);
            Fill(in py, ref frame.Item, buffer, capacity, ref left, 0, leftCount);
        }

        if (rightCount != 0)
        {
            int buffer = ChooseBuffer(in py, ref frame.Item, ref right, 0, rightCount);
            int capacity = py.Growth.ConcatenatedListCapacity(leftCount, rightCount);
            Fill(in py, ref frame.Item, buffer, capacity, ref right, 0, rightCount);
        }

        heap.Copy(ref local, frame.Item);
        heap.Leave(ref frame);
    }

    /// <summary>Makes a list of a list's items again and again (<c>list * times</c>). May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it; may be the same local as the list.</param>
    /// <param name="list">A local with the list.</param>
    /// <param name="times">How often; nothing below one.</param>
    public static void Repeat<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef list, int times)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        int count = Count(in py, list);
        ItemFrame<TRef> frame = default;
        heap.Enter(ref frame);
        New(in py, ref frame.Item);
        if (count != 0 && times > 0)
        {
            int capacity = py.Growth.NewListCapacity(ListOrigin.Exact, checked(count * times));
            for (int i = 0; i < times; i++)
            {
                int buffer = ChooseBuffer(in py, ref frame.Item, ref list, 0, count);
                Fill(in py, ref frame.Item, buffer, capacity, ref list, 0, count);
            }
        }

        heap.Copy(ref local, frame.Item);
        heap.Leave(ref frame);
    }

    /// <summary>Appends all items of a sequence at once (<c>list.extend</c>). May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="list">A local with the list.</param>
    /// <param name="source">A local with a list, which may be the same, or a tuple.</param>
    public static void Extend<THeap, TRef>(in Python<THeap, TRef> py, ref TRef list, ref TRef source)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int more = LengthOf(in py, source);
        if (more == 0)
        {
            return;
        }

        int buffer = ChooseBuffer(in py, ref list, ref source, 0, more);
        int count = py.Heap.GetCount(list, buffer);
        int capacity = py.Growth.ExtendedListCapacity(py.Heap.BufferLength(list, buffer), count, checked(count + more));
        Fill(in py, ref list, buffer, capacity, ref source, 0, more);
    }

    private static void OfPart<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef local, ListOrigin origin, ref TRef source, int first, int length)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        ItemFrame<TRef> frame = default;
        heap.Enter(ref frame);
        New(in py, ref frame.Item);
        if (length != 0)
        {
            int buffer = ChooseBuffer(in py, ref frame.Item, ref source, first, length);
            Fill(in py, ref frame.Item, buffer, py.Growth.NewListCapacity(origin, length), ref source, first, length);
        }

        heap.Copy(ref local, frame.Item);
        heap.Leave(ref frame);
    }

    private static int LengthOf<THeap, TRef>(in Python<THeap, TRef> py, TRef source)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.TypeOf(source) == py.List ? Count(in py, source) : py.Heap.Length(source);

    /// <summary>
    /// Gets the buffer of a list that items of a source go to; makes it a list of objects when it has to be one.
    /// </summary>
    private static int ChooseBuffer<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef list, ref TRef source, int first, int length)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (!py.UnboxesListItems)
        {
            return Items;
        }

        if (MayKeepValues(in py, list) && AreValues(in py, source, first, length))
        {
            return Values;
        }

        if (KeepsValues(in py, list))
        {
            MakeObjects(in py, ref list);
        }

        return Items;
    }

    private static bool AreValues<THeap, TRef>(in Python<THeap, TRef> py, TRef source, int first, int length)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        bool isList = py.Heap.TypeOf(source) == py.List;
        bool areValues = isList && KeepsValues(in py, source);
        for (int i = first; !areValues && i < first + length; i++)
        {
            TRef item = isList ? py.Heap.BorrowItem(source, Items, i) : py.Heap.BorrowElement(source, i);
            if (!IsValue(in py, item))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Appends items of a source to a buffer of a given capacity. The length grows last: what collections run meanwhile sees the
    /// list as it was.
    /// </summary>
    private static void Fill<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef list, int buffer, int capacity, ref TRef source, int first, int length)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        int count = heap.GetCount(list, buffer);
        Reserve(in py, ref list, buffer, capacity);
        bool isList = heap.TypeOf(source) == py.List;
        if (buffer == Values)
        {
            for (int i = 0; i < length; i++)
            {
                long value = isList ? LoadInt(in py, source, first + i) : heap.GetWord(heap.BorrowElement(source, first + i), 0);
                heap.SetItemWord(list, Values, count + i, value);
            }
        }
        else if (isList && KeepsValues(in py, source))
        {
            FillWithNewObjects(in py, ref list, count, ref source, first, length);
        }
        else
        {
            for (int i = 0; i < length; i++)
            {
                TRef item = isList ? heap.BorrowItem(source, Items, first + i) : heap.BorrowElement(source, first + i);
                heap.StoreItem(list, Items, count + i, item);
            }
        }

        SetCount(in py, list, buffer, count + length);
    }

    private static void FillWithNewObjects<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef list, int count, ref TRef source, int first, int length)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        ItemFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        for (int i = 0; i < length; i++)
        {
            PyInt.Load(in py, ref frame.Item, py.Heap.GetItemWord(source, Values, first + i));
            py.Heap.StoreItem(list, Items, count + i, frame.Item);
        }

        py.Heap.Leave(ref frame);
    }

    private static void Reserve<THeap, TRef>(in Python<THeap, TRef> py, ref TRef list, int buffer, int capacity)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (capacity != py.Heap.BufferLength(list, buffer))
        {
            py.Heap.ResizeBuffer(ref list, buffer, capacity);
        }
    }

    private static void SetCount<THeap, TRef>(in Python<THeap, TRef> py, TRef list, int buffer, int count)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (py.Heap.BufferLength(list, buffer) != 0)
        {
            py.Heap.SetCount(list, buffer, count);
        }
    }
}

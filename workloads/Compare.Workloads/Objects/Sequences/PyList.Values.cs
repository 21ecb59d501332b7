using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Workloads.Objects.Numbers;

namespace Compare.Workloads.Objects.Sequences;

/// <content>Lists that keep the values of integers, and integers that are read and written without an object.</content>
public static partial class PyList
{
    /// <summary>Gets the value of an integer in the list. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="list">The list.</param>
    /// <param name="index">Of an integer that fits 64 bits.</param>
    /// <returns>Its value.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long LoadInt<THeap, TRef>(in Python<THeap, TRef> py, TRef list, int index)
        where THeap : struct, IHeap<TRef>
        where TRef : struct => KeepsValues(in py, list)
        ? py.Heap.GetItemWord(list, Values, index)
        : PyInt.Value(in py, py.Heap.BorrowItem(list, Items, index));

    /// <summary>Appends an integer; where the list keeps values no object is made of it. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="list">A local with the list.</param>
    /// <param name="value">The value.</param>
    public static void AppendInt<THeap, TRef>(in Python<THeap, TRef> py, ref TRef list, long value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (py.UnboxesListItems && MayKeepValues(in py, list))
        {
            AppendWord(in py, ref list, value);
            return;
        }

        ItemFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        PyInt.Load(in py, ref frame.Item, value);
        Append(in py, ref list, ref frame.Item);
        py.Heap.Leave(ref frame);
    }

    /// <summary>Sets an item to an integer; where the list keeps values no object is made of it. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="list">A local with the list.</param>
    /// <param name="index">0 to the length − 1.</param>
    /// <param name="value">The value.</param>
    public static void SetInt<THeap, TRef>(in Python<THeap, TRef> py, ref TRef list, int index, long value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (KeepsValues(in py, list))
        {
            py.Heap.SetItemWord(list, Values, index, value);
            return;
        }

        ItemFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        PyInt.Load(in py, ref frame.Item, value);
        py.Heap.StoreItem(list, Items, index, frame.Item);
        py.Heap.Leave(ref frame);
    }

    /// <summary>Tells whether an integer may be put into the list as its value: it keeps values, or has no array yet.</summary>
    private static bool MayKeepValues<THeap, TRef>(in Python<THeap, TRef> py, TRef list)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.BufferLength(list, Values) != 0 || py.Heap.BufferLength(list, Items) == 0;

    /// <summary>Tells whether an object is an integer of one word.</summary>
    private static bool IsValue<THeap, TRef>(in Python<THeap, TRef> py, TRef item)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        !py.Heap.IsNull(item) && py.Heap.TypeOf(item) == py.Int;

    /// <summary>Sets an item of a list that keeps values, or makes it a list of objects.</summary>
    /// <returns>False when the item is to be set as an object.</returns>
    private static bool SetValue<THeap, TRef>(in Python<THeap, TRef> py, ref TRef list, int index, ref TRef item)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (!KeepsValues(in py, list))
        {
            return false;
        }

        if (!IsValue(in py, item))
        {
            MakeObjects(in py, ref list);
            return false;
        }

        py.Heap.SetItemWord(list, Values, index, py.Heap.GetWord(item, 0));
        return true;
    }

    /// <summary>Appends to a list that keeps or may keep values, or makes it a list of objects.</summary>
    /// <returns>False when the item is to be appended as an object.</returns>
    private static bool AppendValue<THeap, TRef>(in Python<THeap, TRef> py, ref TRef list, ref TRef item)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (!IsValue(in py, item))
        {
            if (KeepsValues(in py, list))
            {
                MakeObjects(in py, ref list);
            }

            return false;
        }

        THeap heap = py.Heap;
        int count = heap.GetCount(list, Values);
        if (count < heap.BufferLength(list, Values))
        {
            heap.SetItemWord(list, Values, count, heap.GetWord(item, 0));
            heap.SetCount(list, Values, count + 1);
            return true;
        }

        if (MayKeepValues(in py, list))
        {
            AppendWord(in py, ref list, py.Heap.GetWord(item, 0));
            return true;
        }

        return false;
    }

    private static void AppendWord<THeap, TRef>(in Python<THeap, TRef> py, ref TRef list, long value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        int count = heap.GetCount(list, Values);
        if (count == heap.BufferLength(list, Values))
        {
            Resize(in py, ref list, Values, count, count + 1);
        }

        heap.SetItemWord(list, Values, count, value);
        heap.SetCount(list, Values, count + 1);
    }

    /// <summary>
    /// Makes an object of each value, in an array that fits exactly. Until all are there the list reads as one of values; between
    /// the two forms it is empty for a moment, so that nothing reads beyond either array.
    /// </summary>
    private static void MakeObjects<THeap, TRef>(in Python<THeap, TRef> py, ref TRef list)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        ItemFrame<TRef> frame = default;
        heap.Enter(ref frame);
        int count = heap.GetCount(list, Values);
        heap.ResizeBuffer(ref list, Items, count);
        for (int i = 0; i < count; i++)
        {
            PyInt.Load(in py, ref frame.Item, heap.GetItemWord(list, Values, i));
            heap.StoreItem(list, Items, i, frame.Item);
        }

        heap.ResizeBuffer(ref list, Values, 0);
        if (count != 0)
        {
            heap.SetCount(list, Items, count);
        }

        heap.Leave(ref frame);
    }

    private ref struct ItemFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Item;
    }
}

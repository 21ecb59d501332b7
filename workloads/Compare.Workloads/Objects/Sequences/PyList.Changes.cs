using Compare.Engines.Abstractions.Heaps;
using Compare.Workloads.Objects.Keys;
using Compare.Workloads.Objects.Numbers;

namespace Compare.Workloads.Objects.Sequences;

/// <content>Insertion, deletion, order.</content>
public static partial class PyList
{
    /// <summary>Inserts an item. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="list">A local with the list.</param>
    /// <param name="index">Of the item that it is put before, 0 to the length.</param>
    /// <param name="item">A local with the item; null is None.</param>
    public static void Insert<THeap, TRef>(in Python<THeap, TRef> py, ref TRef list, int index, ref TRef item)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (py.UnboxesListItems && InsertValue(in py, ref list, index, ref item))
        {
            return;
        }

        THeap heap = py.Heap;
        int count = heap.GetCount(list, Items);
        Resize(in py, ref list, Items, count, count + 1);

        // The length grows last: until then the item behind the end is one of the list, twice.
        for (int i = count; i > index; i--)
        {
            heap.StoreItem(list, Items, i, heap.BorrowItem(list, Items, i - 1));
        }

        heap.SetCount(list, Items, count + 1);
        heap.StoreItem(list, Items, index, item);
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
        heap.Clear(ref local); // What dies by this may change the list: it is not looked at before.
        int last = Count(in py, list) - 1;
        if (KeepsValues(in py, list))
        {
            PyInt.Load(in py, ref local, heap.GetItemWord(list, Values, last));
            DeleteValues(in py, ref list, last, 1);
            return;
        }

        heap.LoadItem(ref local, list, Items, last);
        heap.StoreItem(list, Items, last, default);
        heap.SetCount(list, Items, last);
        Resize(in py, ref list, Items, last + 1, last);
    }

    /// <summary>Takes an item out of the list. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives the item.</param>
    /// <param name="list">A local with the list.</param>
    /// <param name="index">0 to the length − 1.</param>
    public static void Pop<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef list, int index)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        py.Heap.Clear(ref local);
        Load(in py, ref local, ref list, index);
        Delete(in py, ref list, index, index + 1);
    }

    /// <summary>Cuts the end off the list and gives room back by the implementation's rules. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="list">A local with the list.</param>
    /// <param name="length">New length, at most the present one.</param>
    public static void Truncate<THeap, TRef>(in Python<THeap, TRef> py, ref TRef list, int length)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        Delete(in py, ref list, length, Count(in py, list));

    /// <summary>
    /// Removes items (<c>del list[start:end]</c>) and gives room back by the implementation's rules. May collect.
    /// </summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="list">A local with the list.</param>
    /// <param name="start">The first item, 0 to the length.</param>
    /// <param name="end">The item behind the last, at most the length.</param>
    public static void Delete<THeap, TRef>(in Python<THeap, TRef> py, ref TRef list, int start, int end)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (end <= start)
        {
            return;
        }

        if (KeepsValues(in py, list))
        {
            DeleteValues(in py, ref list, start, end - start);
        }
        else
        {
            DeleteObjects(in py, ref list, start, end - start);
        }
    }

    /// <summary>Removes all items (<c>list.clear</c>). May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="list">A local with the list.</param>
    public static void Clear<THeap, TRef>(in Python<THeap, TRef> py, ref TRef list)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (py.UnboxesListItems)
        {
            // A list without an array may begin anew in either form.
            py.Heap.ResizeBuffer(ref list, KeepsValues(in py, list) ? Values : Items, 0);
        }
        else
        {
            Truncate(in py, ref list, 0);
        }
    }

    /// <summary>Turns the order of the items round. Never allocates, but Enter may collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="list">A local with the list.</param>
    public static void Reverse<THeap, TRef>(in Python<THeap, TRef> py, ref TRef list)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        ItemFrame<TRef> frame = default;
        heap.Enter(ref frame);
        bool keepsValues = KeepsValues(in py, list);
        for (int low = 0, high = Count(in py, list) - 1; low < high; low++, high--)
        {
            if (keepsValues)
            {
                long value = heap.GetItemWord(list, Values, low);
                heap.SetItemWord(list, Values, low, heap.GetItemWord(list, Values, high));
                heap.SetItemWord(list, Values, high, value);
            }
            else
            {
                heap.LoadItem(ref frame.Item, list, Items, low);
                heap.StoreItem(list, Items, low, heap.BorrowItem(list, Items, high));
                heap.StoreItem(list, Items, high, frame.Item);
            }
        }

        heap.Leave(ref frame);
    }

    /// <summary>Finds the first item that equals an object (<c>list.index</c>). Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="list">The list.</param>
    /// <param name="item">The object; null is None.</param>
    /// <returns>Its index, or −1.</returns>
    public static int IndexOf<THeap, TRef>(in Python<THeap, TRef> py, TRef list, TRef item)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        int count = Count(in py, list);
        if (!KeepsValues(in py, list))
        {
            for (int i = 0; i < count; i++)
            {
                TRef candidate = heap.BorrowItem(list, Items, i);
                if (heap.Same(candidate, item) || PyKeys.AreEqual(in py, candidate, item))
                {
                    return i;
                }
            }

            return -1;
        }

        long wanted = 0;
        bool isNumber = !heap.IsNull(item) && PyNumbers.TryGetWhole(in py, item, out wanted);
        for (int i = 0; isNumber && i < count; i++)
        {
            if (heap.GetItemWord(list, Values, i) == wanted)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Inserts into a list that keeps or may keep values, or makes it a list of objects.</summary>
    /// <returns>False when the item is to be inserted as an object.</returns>
    private static bool InsertValue<THeap, TRef>(in Python<THeap, TRef> py, ref TRef list, int index, ref TRef item)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (!AppendValue(in py, ref list, ref item))
        {
            return false;
        }

        THeap heap = py.Heap;
        for (int i = heap.GetCount(list, Values) - 1; i > index; i--)
        {
            heap.SetItemWord(list, Values, i, heap.GetItemWord(list, Values, i - 1));
        }

        heap.SetItemWord(list, Values, index, heap.GetWord(item, 0));
        return true;
    }

    private static void DeleteValues<THeap, TRef>(in Python<THeap, TRef> py, ref TRef list, int start, int length)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        int count = heap.GetCount(list, Values);
        int kept = count - length;
        for (int i = start; i < kept; i++)
        {
            heap.SetItemWord(list, Values, i, heap.GetItemWord(list, Values, i + length));
        }

        heap.SetCount(list, Values, kept);
        Resize(in py, ref list, Values, count, kept);
    }

    private static void DeleteObjects<THeap, TRef>(in Python<THeap, TRef> py, ref TRef list, int start, int length)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        int count = heap.GetCount(list, Items);
        int kept = count - length;
        if (kept == 0 && py.Growth.ListCapacity(heap.BufferLength(list, Items), count, 0) == 0)
        {
            heap.ResizeBuffer(ref list, Items, 0); // The engine empties the list before it lets go of anything.
            return;
        }

        ItemFrame<TRef> frame = default;
        heap.Enter(ref frame);
        if (length == 1)
        {
            heap.LoadItem(ref frame.Item, list, Items, start);
        }
        else if (heap.ReferenceCount(list) is not null)
        {
            SetAside(in py, ref frame.Item, ref list, start, length);
        }

        for (int i = start; i < kept; i++)
        {
            heap.StoreItem(list, Items, i, heap.BorrowItem(list, Items, i + length));
        }

        for (int i = kept; i < count; i++)
        {
            heap.StoreItem(list, Items, i, default);
        }

        heap.SetCount(list, Items, kept);
        Resize(in py, ref list, Items, count, kept);
        heap.Leave(ref frame);
    }

    /// <summary>
    /// Puts items where they stay alive until the list is whole; where references are counted, for elsewhere a store ends
    /// nothing.
    /// </summary>
    private static void SetAside<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef local, ref TRef list, int start, int length)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        heap.New(ref local, py.SetAside);
        heap.ResizeBuffer(ref local, Items, length);
        for (int i = 0; i < length; i++)
        {
            heap.StoreItem(local, Items, i, heap.BorrowItem(list, Items, start + i));
        }
    }
}

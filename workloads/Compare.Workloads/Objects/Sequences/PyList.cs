using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Workloads.Objects.Numbers;

namespace Compare.Workloads.Objects.Sequences;

/// <summary>Lists: an object and an array of items with room to grow, by the implementation's rules.</summary>
/// <remarks>
/// <para>Where the implementation does so (<see cref="IObjectRules.UnboxesListItems"/>), a list of integers of one word alone
/// keeps their values and no objects: an integer that is put into a list without an array starts this form, the first other
/// object ends it. <see cref="Load"/> reads both forms and makes an object of a value; <see cref="LoadInt"/> and
/// <see cref="AppendInt"/> make none.</para>
/// <para>A deletion first makes the list whole, then lets go of what was deleted, last first: deaths may run anything.</para>
/// </remarks>
public static partial class PyList
{
    /// <summary>The buffer of objects.</summary>
    private const int Items = 0;

    /// <summary>The buffer of values, which lists have that may keep them; a list never keeps both.</summary>
    private const int Values = 1;

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

    /// <summary>Gets the number of items. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="list">The list.</param>
    /// <returns>Its length.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count<THeap, TRef>(in Python<THeap, TRef> py, TRef list)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int count = py.Heap.GetCount(list, Items);
        return py.UnboxesListItems ? count + py.Heap.GetCount(list, Values) : count;
    }

    /// <summary>Gets the number of items that fit before the list must grow. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="list">The list.</param>
    /// <returns>Its capacity.</returns>
    public static int Capacity<THeap, TRef>(in Python<THeap, TRef> py, TRef list)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.BufferLength(list, KeepsValues(in py, list) ? Values : Items);

    /// <summary>Tells whether the list keeps values, not objects. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="list">The list.</param>
    /// <returns>False on engines that do not do this.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool KeepsValues<THeap, TRef>(in Python<THeap, TRef> py, TRef list)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.UnboxesListItems && py.Heap.BufferLength(list, Values) != 0;

    /// <summary>Gets an item of a list of objects as a borrowed temporary. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="list">A list that does not keep values, such as one of strings or of lists.</param>
    /// <param name="index">0 to the length − 1.</param>
    /// <returns>The item; null is None.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TRef Borrow<THeap, TRef>(in Python<THeap, TRef> py, TRef list, int index)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.BorrowItem(list, Items, index);

    /// <summary>Loads an item into a local. May collect where lists keep values.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives the item; null is None.</param>
    /// <param name="list">A local with the list.</param>
    /// <param name="index">0 to the length − 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef list, int index)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (KeepsValues(in py, list))
        {
            PyInt.Load(in py, ref local, py.Heap.GetItemWord(list, Values, index));
        }
        else
        {
            py.Heap.LoadItem(ref local, list, Items, index);
        }
    }

    /// <summary>Sets an item. May collect where lists keep values.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="list">A local with the list.</param>
    /// <param name="index">0 to the length − 1.</param>
    /// <param name="item">A local with the item; null is None.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set<THeap, TRef>(in Python<THeap, TRef> py, ref TRef list, int index, ref TRef item)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (py.UnboxesListItems && SetValue(in py, ref list, index, ref item))
        {
            return;
        }

        py.Heap.StoreItem(list, Items, index, item);
    }

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
        if (py.UnboxesListItems && AppendValue(in py, ref list, ref item))
        {
            return;
        }

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

    /// <summary>Goes from item to item.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives the next item; unchanged at the end.</param>
    /// <param name="list">A local with the list, which may change meanwhile.</param>
    /// <param name="position">Where to go on: 0 at first; moved behind the item.</param>
    /// <returns>False at the end.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Next<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, ref TRef list, ref int position)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (position >= Count(in py, list))
        {
            return false;
        }

        Load(in py, ref local, ref list, position++);
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // Keeps the common case small in its callers.
    private static void AppendToFull<THeap, TRef>(in Python<THeap, TRef> py, ref TRef list, ref TRef item)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        int count = heap.GetCount(list, Items);
        Resize(in py, ref list, Items, count, count + 1);
        heap.StoreItem(list, Items, count, item);
        heap.SetCount(list, Items, count + 1);
    }

    /// <summary>Gives a buffer as much memory as the rules say for a change of the length. May collect.</summary>
    private static void Resize<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef list, int buffer, int oldLength, int newLength)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int capacity = py.Heap.BufferLength(list, buffer);
        int wanted = py.Growth.ListCapacity(capacity, oldLength, newLength);
        if (wanted != capacity)
        {
            py.Heap.ResizeBuffer(ref list, buffer, wanted);
        }
    }
}

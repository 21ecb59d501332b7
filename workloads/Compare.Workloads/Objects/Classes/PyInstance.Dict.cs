using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Workloads.Objects.Keys;
using Compare.Workloads.Objects.Tables;

namespace Compare.Workloads.Objects.Classes;

/// <content>
/// The <c>__dict__</c>: a dictionary that takes the values over while the names stay with the class, until it becomes a table of
/// its own; or a view of the instance, with a dictionary beside it for what the class does not name.
/// </content>
public static partial class PyInstance
{
    private const int Instance = 0;
    private const int Others = 1;

    /// <summary>Loads the <c>__dict__</c>, which is made when it is asked for first. May collect.</summary>
    /// <remarks>
    /// Where the class has more attributes than instances share the names of, it is a plain dictionary, from which the attributes
    /// must not be removed.
    /// </remarks>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it; not the local that holds the instance.</param>
    /// <param name="instance">A local with the instance.</param>
    /// <param name="type">Its class, described with <see cref="ClassOptions.Dict"/>.</param>
    /// <exception cref="InvalidOperationException">The class was described without.</exception>
    public static void LoadDict<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef local, ref TRef instance, HeapClass type)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (type.DictField == HeapClass.NoField)
        {
            throw new InvalidOperationException($"{type.Description.Name} was described without a dictionary.");
        }

        py.Heap.Load(ref local, instance, type.DictField);
        if (!py.Heap.IsNull(local))
        {
            return;
        }

        NameFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        py.Heap.New(ref frame.Dict, py.Kinds.InstanceDict);
        if (type.IsSplit)
        {
            TakeValues(in py, ref frame.Dict, ref instance, type);
        }
        else
        {
            py.Heap.Store(frame.Dict, Instance, instance);
        }

        py.Heap.Store(instance, type.DictField, frame.Dict);
        py.Heap.Take(ref local, py.Heap.Move(ref frame.Dict));
        py.Heap.Leave(ref frame);
    }

    /// <summary>Sets an attribute by name, also one that the class does not name. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="instance">A local with the instance.</param>
    /// <param name="type">Its class.</param>
    /// <param name="name">Name of the attribute, in ASCII.</param>
    /// <param name="value">A local with the value; null is None.</param>
    public static void Set<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef instance, HeapClass type, string name, ref TRef value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int attribute = type.Share(name, type.Attributes);
        if (attribute >= 0)
        {
            Set(in py, instance, type, attribute, value);
            return;
        }

        NameFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        LoadDict(in py, ref frame.Dict, ref instance, type);
        if (type.IsSplit)
        {
            SetShared(in py, ref frame, type, name, ref value);
        }
        else
        {
            FindOthers(in py, ref frame.Dict, ref frame.Nothing, type, isWanted: true);
            LoadName(in py, ref frame.Name, name);
            PyDict.Set(in py, ref frame.Dict, ref frame.Name, ref value);
        }

        py.Heap.Leave(ref frame);
    }

    /// <summary>Loads an attribute by name. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives the value; null when there is no such attribute.</param>
    /// <param name="instance">A local with the instance.</param>
    /// <param name="type">Its class.</param>
    /// <param name="name">Name of the attribute, in ASCII.</param>
    public static void Load<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef local, ref TRef instance, HeapClass type, string name)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int attribute = type.Share(name, type.Attributes);
        if (attribute >= 0)
        {
            Load(in py, ref local, instance, type, attribute);
            return;
        }

        NameFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        py.Heap.Clear(ref local);
        if (type.DictField != HeapClass.NoField && !py.Heap.IsNull(py.Heap.Borrow(instance, type.DictField)))
        {
            py.Heap.Load(ref frame.Dict, instance, type.DictField);
            LoadOther(in py, ref local, ref frame, type, name);
        }

        py.Heap.Leave(ref frame);
    }

    private static void LoadOther<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef local, ref NameFrame<TRef> frame, HeapClass type, string name)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (type.IsSplit && py.Heap.BufferLength(frame.Dict, Values) != 0)
        {
            int index = IndexOf(type, name);
            if (index >= 0 && index < py.Heap.BufferLength(frame.Dict, Values))
            {
                py.Heap.LoadItem(ref local, frame.Dict, Values, index);
            }

            return;
        }

        if (!type.IsSplit)
        {
            FindOthers(in py, ref frame.Dict, ref frame.Nothing, type, isWanted: false);
        }

        if (!py.Heap.IsNull(frame.Dict))
        {
            LoadName(in py, ref frame.Name, name);
            PyDict.TryLoad(in py, ref local, frame.Dict, frame.Name);
        }
    }

    /// <summary>Finds a shared name without adding it.</summary>
    private static int IndexOf(HeapClass type, string name) => type.Share(name, type.SharedNames.Count);

    /// <summary>Moves the values of an instance to a dictionary with as much room as the class has names, used or not.</summary>
    private static void TakeValues<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef dict, ref TRef instance, HeapClass type)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        py.Heap.ResizeBuffer(ref dict, Values, py.Growth.SharedValues(type.Attributes, type.Instances));
        for (int i = 0; i < type.Attributes; i++)
        {
            py.Heap.StoreItem(dict, Values, i, py.Heap.Borrow(instance, i));
            py.Heap.Store(instance, i, default);
        }
    }

    /// <summary>Sets what the class does not name: under a name that it shares from now on, or in a table of the instance.</summary>
    private static void SetShared<THeap, TRef>(
        in Python<THeap, TRef> py, ref NameFrame<TRef> frame, HeapClass type, string name, ref TRef value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int room = py.Heap.BufferLength(frame.Dict, Values);
        int index = room == 0 ? HeapClass.NoField : type.Share(name, room);
        if (index >= 0)
        {
            py.Heap.StoreItem(frame.Dict, Values, index, value);
            return;
        }

        if (room != 0)
        {
            Combine(in py, ref frame, type);
        }

        LoadName(in py, ref frame.Name, name);
        PyDict.Set(in py, ref frame.Dict, ref frame.Name, ref value);
    }

    /// <summary>Turns a split dictionary into a table, attributes first. It stays split when memory runs out.</summary>
    private static void Combine<THeap, TRef>(in Python<THeap, TRef> py, ref NameFrame<TRef> frame, HeapClass type)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        THeap heap = py.Heap;
        int names = Math.Min(type.SharedNames.Count, heap.BufferLength(frame.Dict, Values));
        heap.ResizeTable(ref frame.Dict, StringEntries.Buffer, 0, 0);
        TableSize shared = py.Growth.NewTable(py.Rules.SharedAttributes);
        CompactTable<StringEntries>.Make(in py, ref frame.Dict, py.Growth.GrownTable(shared, names, names));
        for (int i = 0; i < names; i++)
        {
            if (i >= type.Attributes && heap.IsNull(heap.BorrowItem(frame.Dict, Values, i)))
            {
                continue; // A name of other instances.
            }

            LoadName(in py, ref frame.Name, type.SharedNames[i]);
            long hash = PyKeys.Hash(in py, frame.Name);
            int entry = CompactTable<StringEntries>.Add(in py, ref frame.Dict, ref frame.Name, hash);
            heap.StoreItem(
                frame.Dict,
                StringEntries.Buffer,
                (entry * ReferencesPerEntry) + 1,
                heap.BorrowItem(frame.Dict, Values, i));
        }

        heap.ResizeBuffer(ref frame.Dict, Values, 0);
    }

    /// <summary>Replaces a view by the dictionary of what the class does not name, and a plain dictionary by itself.</summary>
    private static void FindOthers<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef dict, ref TRef others, HeapClass type, bool isWanted)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (type.IsDictAlone)
        {
            return;
        }

        py.Heap.Load(ref others, dict, Others);
        if (isWanted && py.Heap.IsNull(others))
        {
            PyDict.New(in py, ref others);
            py.Heap.Store(dict, Others, others);
        }

        py.Heap.Take(ref dict, py.Heap.Move(ref others));
    }
}

using Compare.Engines.Abstractions.Heaps;
using Compare.Workloads.Objects.Tables;
using Compare.Workloads.Objects.Text;

namespace Compare.Workloads.Objects.Classes;

/// <summary>
/// Instances of classes. An attribute is a reference field; once a split <c>__dict__</c> exists, the values are there; an instance
/// with more attributes than instances share the names of has them all in a dictionary.
/// </summary>
/// <remarks>An attribute that was deleted reads as None, as every one does before it is set.</remarks>
public static partial class PyInstance
{
    private const int ReferencesPerEntry = 2;

    /// <summary>Number of the buffer of a split dictionary that has the values.</summary>
    private const int Values = 0;

    /// <summary>Makes an instance whose attributes are None. May collect.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives it.</param>
    /// <param name="type">Its class.</param>
    public static void New<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, HeapClass type)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        py.Heap.New(ref local, type.Type);
        type.CountInstance();
        if (type.IsDictAlone)
        {
            GiveDict(in py, ref local, type);
        }
    }

    /// <summary>Gets an attribute as a borrowed temporary. Never allocates.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="type">Its class.</param>
    /// <param name="attribute">Number of the attribute.</param>
    /// <returns>Its value.</returns>
    public static TRef Borrow<THeap, TRef>(in Python<THeap, TRef> py, TRef instance, HeapClass type, int attribute)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (HasOwnFields(in py, instance, type))
        {
            return py.Heap.Borrow(instance, attribute);
        }

        TRef dict = py.Heap.Borrow(instance, type.DictField);
        return IsTable(in py, dict, type)
            ? PyDict.BorrowValue(in py, dict, attribute)
            : py.Heap.BorrowItem(dict, Values, attribute);
    }

    /// <summary>Loads an attribute into a local.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="local">Receives the value.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="type">Its class.</param>
    /// <param name="attribute">Number of the attribute.</param>
    public static void Load<THeap, TRef>(
        in Python<THeap, TRef> py, ref TRef local, TRef instance, HeapClass type, int attribute)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        py.Heap.Copy(ref local, Borrow(in py, instance, type, attribute));

    /// <summary>Sets an attribute.</summary>
    /// <typeparam name="THeap">The engine's heap.</typeparam>
    /// <typeparam name="TRef">The engine's reference.</typeparam>
    /// <param name="py">The objects.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="type">Its class.</param>
    /// <param name="attribute">Number of the attribute.</param>
    /// <param name="value">Borrowed; null is None, or deletes.</param>
    public static void Set<THeap, TRef>(
        in Python<THeap, TRef> py, TRef instance, HeapClass type, int attribute, TRef value)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        if (HasOwnFields(in py, instance, type))
        {
            py.Heap.Store(instance, attribute, value);
            return;
        }

        TRef dict = py.Heap.Borrow(instance, type.DictField);
        if (IsTable(in py, dict, type))
        {
            py.Heap.StoreItem(dict, PyDict.BufferOf(in py, dict), (attribute * ReferencesPerEntry) + 1, value);
        }
        else
        {
            py.Heap.StoreItem(dict, Values, attribute, value);
        }
    }

    /// <summary>Tells whether the attributes are fields: there is no dictionary, or one that is a view.</summary>
    private static bool HasOwnFields<THeap, TRef>(in Python<THeap, TRef> py, TRef instance, HeapClass type)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        !type.IsDictAlone && (!type.IsSplit || py.Heap.IsNull(py.Heap.Borrow(instance, type.DictField)));

    /// <summary>Tells whether a dictionary with the values is a table, in which attributes are the first entries.</summary>
    private static bool IsTable<THeap, TRef>(in Python<THeap, TRef> py, TRef dict, HeapClass type)
        where THeap : struct, IHeap<TRef>
        where TRef : struct =>
        type.IsDictAlone || py.Heap.BufferLength(dict, Values) == 0;

    /// <summary>Gives an instance the dictionary with all attributes, as large as one that shared names are turned into.</summary>
    private static void GiveDict<THeap, TRef>(in Python<THeap, TRef> py, ref TRef instance, HeapClass type)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        NameFrame<TRef> frame = default;
        py.Heap.Enter(ref frame);
        int shared = py.Rules.SharedAttributes;
        PyDict.New(in py, ref frame.Dict);
        if (py.HasStringTables)
        {
            CompactTable<StringEntries>.Make(
                in py, ref frame.Dict, py.Growth.GrownTable(py.Growth.NewTable(shared), shared, shared));
        }

        foreach (string name in type.Description.Attributes)
        {
            LoadName(in py, ref frame.Name, name);
            PyDict.Set(in py, ref frame.Dict, ref frame.Name, ref frame.Nothing);
        }

        py.Heap.Store(instance, type.DictField, frame.Dict);
        py.Heap.Leave(ref frame);
    }

    /// <summary>Loads the string of a name, interned where the implementation interns.</summary>
    private static void LoadName<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, string name)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        PyStr.Load(in py, ref local, name);
        py.Sys?.Intern(ref local);
    }

    private ref struct NameFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Dict;
        public TRef Name;
        public TRef Nothing;
    }
}

using Compare.Engines.Abstractions.Types;

namespace Compare.Workloads.Objects;

/// <summary>The types of <see cref="PythonKinds"/> as engines are told of them.</summary>
public static class CodeTypes
{
    private const ObjectTraits Weak = ObjectTraits.WeaklyReferenceable;

    /// <summary>Gets a frozen set of slots of key and hash; the word as in <see cref="PythonTypes.Set"/>.</summary>
    public static ObjectType FrozenSet { get; } =
        new("frozenset", PythonKind.Set, words: 1, buffers: [new BufferShape(1, 1, 0)]);

    /// <summary>Gets a frozen set with an index and entries of key and hash.</summary>
    public static ObjectType FrozenSetCompact { get; } =
        new("frozenset", PythonKind.Set, buffers: [new BufferShape(1, 1, 0) { HasIndex = true }]);

    /// <summary>Gets a frozen set of slots of keys alone.</summary>
    public static ObjectType FrozenSetOpen { get; } =
        new("frozenset", PythonKind.Set, buffers: [BufferShape.ReferenceItems]);

    /// <summary>Gets a closure cell: what it holds.</summary>
    public static ObjectType Cell { get; } = new("cell", PythonKind.Cell, references: 1);

    /// <summary>Gets a function: closure and defaults.</summary>
    public static ObjectType Function { get; } = new("function", PythonKind.Function, references: 2, traits: Weak);

    /// <summary>Gets the cells of a closure where they are no tuple.</summary>
    public static ObjectType BareClosure { get; } = new("closure", PythonKind.Raw, elements: ElementKind.References);

    /// <summary>Gets a bound method: function and instance.</summary>
    public static ObjectType Method { get; } = new("method", PythonKind.Method, references: 2, traits: Weak);

    /// <summary>Gets an iterator of a list: list and index.</summary>
    public static ObjectType ListIterator { get; } =
        new("list_iterator", PythonKind.Iterator, references: 1, words: 1);

    /// <summary>Gets an iterator of a tuple: tuple and index.</summary>
    public static ObjectType TupleIterator { get; } =
        new("tuple_iterator", PythonKind.TupleIterator, references: 1, words: 1);

    /// <summary>Gets an iterator of a dictionary's keys: dictionary, position and the entries that it had.</summary>
    public static ObjectType DictIterator { get; } =
        new("dict_keyiterator", PythonKind.DictIterator, references: 1, words: 2);

    /// <summary>Gets an iterator of a set: set, position and the members that it had.</summary>
    public static ObjectType SetIterator { get; } =
        new("set_iterator", PythonKind.SetIterator, references: 1, words: 2);

    /// <summary>Gets an iterator of a range: next number, step, numbers left.</summary>
    public static ObjectType RangeIterator { get; } =
        new("range_iterator", PythonKind.RangeIterator, words: 3, traits: ObjectTraits.Acyclic);

    /// <summary>Gets an exception: arguments, traceback, context, cause.</summary>
    public static ObjectType Exception { get; } = new("Exception", PythonKind.Exception, references: 4);

    /// <summary>Gets an exception that keeps its arguments alone.</summary>
    public static ObjectType ExceptionWithoutFrames { get; } = new("Exception", PythonKind.Exception, references: 1);

    /// <summary>Gets a link of a traceback: the next inner one, the frame; its line and instruction.</summary>
    public static ObjectType Traceback { get; } = new("traceback", PythonKind.Raw, references: 2, words: 2);

    /// <summary>
    /// Gets the <c>__dict__</c> that takes over an instance's values: the values, or the table of string keys that it becomes.
    /// </summary>
    public static ObjectType SplitDict { get; } = new(
        "dict of an instance",
        PythonKind.Dict,
        buffers: [BufferShape.ReferenceItems, new BufferShape(2, 0, 0) { HasIndex = true }]);

    /// <summary>
    /// Gets the <c>__dict__</c> that is a view: the instance, and a dictionary of what is no attribute of the class.
    /// </summary>
    public static ObjectType InstanceView { get; } = new("dict of an instance", PythonKind.Dict, references: 2);

    /// <summary>Gets the table of a weak dictionary where dictionaries have no index; the word counts slots in use.</summary>
    internal static ObjectType WeakSlots { get; } =
        new("weak table", PythonKind.Dict, words: 1, buffers: [new BufferShape(2, 1, 0)]);

    /// <summary>Gets a weak dictionary or set: its table; its number.</summary>
    public static ObjectType WeakContainer { get; } =
        new("weak container", PythonKind.SlotsInstance, references: 1, words: 1, traits: Weak);
}

using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>How to make one of Python's objects on the engine.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Length">Elements, for a type with elements.</param>
/// <param name="Items">Items of its buffer.</param>
/// <param name="Numbers">Integers that it holds: the number of the object and the ones after it.</param>
/// <param name="Part">An object that it holds.</param>
internal sealed record Recipe(ObjectType Type, int Length = 0, int Items = 0, int Numbers = 0, Recipe? Part = null)
{
    private const ObjectTraits Weak = ObjectTraits.WeaklyReferenceable;
    private const ObjectTraits Acyclic = ObjectTraits.Acyclic;

    /// <summary>Gets a one-digit integer.</summary>
    public static Recipe Number { get; } = new(new ObjectType("int", PythonKind.Int, words: 1, traits: Acyclic));

    /// <summary>Gets <c>object()</c>.</summary>
    public static Recipe Object { get; } = new(FidelityTypes.Object);

    /// <summary>Gets a boolean.</summary>
    public static Recipe Bool { get; } = new(new ObjectType("bool", PythonKind.Bool, traits: Acyclic));

    /// <summary>Gets a float.</summary>
    public static Recipe Float { get; } = new(new ObjectType("float", PythonKind.Float, words: 1, traits: Acyclic));

    /// <summary>Gets a complex number.</summary>
    public static Recipe Complex { get; } = new(new ObjectType("complex", PythonKind.Complex, words: 2, traits: Acyclic));

    /// <summary>Gets a function.</summary>
    public static Recipe Function { get; } = new(FidelityTypes.Function);

    /// <summary>Gets a function with one cell that holds a number.</summary>
    public static Recipe Closure { get; } =
        new(FidelityTypes.Function, Part: new(FidelityTypes.Tuple, 1, Part: new(FidelityTypes.Cell, Numbers: 1)));

    /// <summary>Gets a bound method.</summary>
    public static Recipe Method { get; } = new(new ObjectType("method", PythonKind.Method, references: 2, traits: Weak));

    /// <summary>Gets a method of a built-in type.</summary>
    public static Recipe BuiltinMethod { get; } =
        new(new ObjectType("builtin_function_or_method", PythonKind.BuiltinMethod, references: 2, traits: Weak));

    /// <summary>Gets a generator with one local.</summary>
    public static Recipe Generator { get; } =
        new(new ObjectType("generator", PythonKind.Generator, references: 1, traits: Weak));

    /// <summary>Gets a slice up to a number.</summary>
    public static Recipe Slice { get; } = new(new ObjectType("slice", PythonKind.Slice, references: 3), Numbers: 1);

    /// <summary>Gets a range; its numbers are beside it.</summary>
    public static Recipe Range { get; } =
        new(new ObjectType("range", PythonKind.Range, words: 4, traits: Acyclic), Numbers: 2);

    /// <summary>Gets an iterator over a fresh list.</summary>
    public static Recipe ListIterator { get; } =
        new(new ObjectType("list_iterator", PythonKind.Iterator, references: 1, words: 1), Part: List(0));

    /// <summary>Gets an iterator over a dictionary.</summary>
    public static Recipe DictIterator { get; } =
        new(new ObjectType("dict_keyiterator", PythonKind.DictIterator, references: 1, words: 1));

    /// <summary>Gets an iterator over a set.</summary>
    public static Recipe SetIterator { get; } =
        new(new ObjectType("set_iterator", PythonKind.SetIterator, references: 1, words: 1));

    /// <summary>Gets a closure cell.</summary>
    public static Recipe Cell { get; } = new(FidelityTypes.Cell);

    /// <summary>Gets a property.</summary>
    public static Recipe Property { get; } = new(new ObjectType("property", PythonKind.Property, references: 4));

    /// <summary>Gets an exception.</summary>
    public static Recipe Exception { get; } = new(new ObjectType("Exception", PythonKind.Exception, references: 4));

    /// <summary>Gets a class.</summary>
    public static Recipe Class { get; } = new(new ObjectType("type", PythonKind.Class, references: 4, traits: Weak));

    /// <summary>Gets an instance of a class with a slot and weak references.</summary>
    public static Recipe SlotsWeak { get; } =
        new(new ObjectType("SlotsWeak", PythonKind.SlotsInstance, references: 1, traits: Weak));

    /// <summary>Gets an instance of a subclass of list.</summary>
    public static Recipe ListSubclass { get; } = new(
        new ObjectType("ListSub", PythonKind.List, words: 1, traits: Weak, buffers: [BufferShape.ReferenceItems]));

    /// <summary>Gets an instance of a subclass of dict.</summary>
    public static Recipe DictSubclass { get; } = new(
        new ObjectType("DictSub", PythonKind.Dict, words: 1, traits: Weak, buffers: [new BufferShape(2, 1, 0)]));

    /// <summary>Makes the recipe of an integer with two or more digits, or one whose digits are counted.</summary>
    public static Recipe Int(int digits) =>
        new(new ObjectType("int", PythonKind.Int, elements: ElementKind.Bytes, traits: Acyclic), digits * sizeof(int));

    /// <summary>Makes the recipe of a list.</summary>
    public static Recipe List(int capacity, int numbers = 0) => new(FidelityTypes.List, Items: capacity, Numbers: numbers);

    /// <summary>Makes the recipe of a tuple.</summary>
    public static Recipe Tuple(int length, int numbers = 0) => new(FidelityTypes.Tuple, length, Numbers: numbers);

    /// <summary>Makes the recipe of a dictionary with string keys, whose entries have no hash.</summary>
    public static Recipe StringDict(int entries, int numbers = 0) => new(
        new ObjectType("dict", PythonKind.Dict, words: 1, buffers: [new BufferShape(2, 0, 0)]), Items: entries, Numbers: numbers);

    /// <summary>Makes the recipe of a dictionary with any keys.</summary>
    public static Recipe Dict(int entries, int numbers = 0) => new(FidelityTypes.Dict, Items: entries, Numbers: numbers);

    /// <summary>Makes the recipe of a set.</summary>
    public static Recipe Set(int slots, int numbers = 0) => new(
        new ObjectType("set", PythonKind.Set, words: 1, buffers: [new BufferShape(1, 1, 0)]), Items: slots, Numbers: numbers);

    /// <summary>Makes the recipe of an instance with attributes.</summary>
    public static Recipe Instance(int attributes) =>
        new(new ObjectType("Instance", PythonKind.Instance, references: attributes, traits: Weak));

    /// <summary>Makes the recipe of an instance with slots.</summary>
    public static Recipe Slots(int slots) => new(new ObjectType("Slots", PythonKind.SlotsInstance, references: slots));

    /// <summary>Makes the recipe of an <c>array.array</c> of 64-bit numbers.</summary>
    public static Recipe Array(int items) => new(
        new ObjectType("array", PythonKind.Array, words: 1, traits: Weak, buffers: [BufferShape.WordItems]), Items: items);

    /// <summary>Makes the recipe of a byte array.</summary>
    public static Recipe ByteArray(int bytes) => new(
        new ObjectType("bytearray", PythonKind.ByteArray, traits: Acyclic, buffers: [BufferShape.ByteItems]), Items: bytes);

    /// <summary>Makes the recipe of a string or bytes object.</summary>
    public static Recipe Text(PythonKind kind, int bytes) =>
        new(new ObjectType(kind.ToString(), kind, elements: ElementKind.Bytes, traits: Acyclic), bytes);
}

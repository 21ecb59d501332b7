using Compare.Engines.Abstractions.Types;

namespace Compare.Workloads.Objects;

/// <summary>Python's built-in types as engines are told of them. A type that engines keep in different forms has one for each.</summary>
public static class PythonTypes
{
    /// <summary>Gets an integer of one word.</summary>
    public static ObjectType Int { get; } = new("int", PythonKind.Int, words: 1, traits: ObjectTraits.Acyclic);

    /// <summary>Gets an integer of several digits.</summary>
    public static ObjectType BigInt { get; } =
        new("big int", PythonKind.Int, elements: ElementKind.Bytes, traits: ObjectTraits.Acyclic);

    /// <summary>Gets a boolean: one word, 0 or 1.</summary>
    public static ObjectType Bool { get; } = new("bool", PythonKind.Bool, words: 1, traits: ObjectTraits.Acyclic);

    /// <summary>Gets a floating-point number.</summary>
    public static ObjectType Float { get; } = new("float", PythonKind.Float, words: 1, traits: ObjectTraits.Acyclic);

    /// <summary>Gets a string of ASCII characters, or of any characters where all have one form.</summary>
    public static ObjectType Str { get; } =
        new("str", PythonKind.Str, elements: ElementKind.Bytes, traits: ObjectTraits.Acyclic);

    /// <summary>Gets a string of Latin-1 characters that are not all ASCII.</summary>
    public static ObjectType StrLatin1 { get; } =
        new("str (Latin-1)", PythonKind.StrLatin1, elements: ElementKind.Bytes, traits: ObjectTraits.Acyclic);

    /// <summary>Gets a string of two-byte characters.</summary>
    public static ObjectType StrUcs2 { get; } =
        new("str (UCS-2)", PythonKind.StrUcs2, elements: ElementKind.Bytes, traits: ObjectTraits.Acyclic);

    /// <summary>Gets a string of four-byte characters.</summary>
    public static ObjectType StrUcs4 { get; } =
        new("str (UCS-4)", PythonKind.StrUcs4, elements: ElementKind.Bytes, traits: ObjectTraits.Acyclic);

    /// <summary>Gets a bytes object.</summary>
    public static ObjectType Bytes { get; } =
        new("bytes", PythonKind.Bytes, elements: ElementKind.Bytes, traits: ObjectTraits.Acyclic);

    /// <summary>Gets a byte array.</summary>
    public static ObjectType ByteArray { get; } =
        new("bytearray", PythonKind.ByteArray, traits: ObjectTraits.Acyclic, buffers: [BufferShape.ByteItems]);

    /// <summary>Gets a tuple.</summary>
    public static ObjectType Tuple { get; } = new("tuple", PythonKind.Tuple, elements: ElementKind.References);

    /// <summary>Gets an array of 64-bit integers, <c>array.array('q')</c>.</summary>
    public static ObjectType Array { get; } =
        new("array", PythonKind.Array, traits: ObjectTraits.WeaklyReferenceable, buffers: [BufferShape.WordItems]);

    /// <summary>Gets a range: start, stop and step.</summary>
    public static ObjectType Range { get; } = new("range", PythonKind.Range, references: 3, traits: ObjectTraits.Acyclic);

    /// <summary>Gets a range that keeps its length too.</summary>
    public static ObjectType RangeWithLength { get; } =
        new("range", PythonKind.Range, references: 4, traits: ObjectTraits.Acyclic);

    /// <summary>Gets a slice: start, stop and step.</summary>
    public static ObjectType Slice { get; } = new("slice", PythonKind.Slice, references: 3);

    /// <summary>Gets a complex number: real and imaginary part.</summary>
    public static ObjectType Complex { get; } = new("complex", PythonKind.Complex, words: 2, traits: ObjectTraits.Acyclic);

    /// <summary>Gets what holds the objects of which a program has one each: see <see cref="PyShared"/>.</summary>
    internal static ObjectType Shared { get; } =
        new("shared objects", PythonKind.Raw, references: PyShared.Fields);

    /// <summary>Gets what holds items that have left a list until it is whole again; collectors need not know it.</summary>
    internal static ObjectType SetAside { get; } =
        new("items set aside", PythonKind.Raw, traits: ObjectTraits.Acyclic, buffers: [BufferShape.ReferenceItems]);

    /// <summary>Gets a list.</summary>
    public static ObjectType List { get; } = new("list", PythonKind.List, buffers: [BufferShape.ReferenceItems]);

    /// <summary>Gets a list that keeps the values of integers in a buffer of their own.</summary>
    public static ObjectType ListOfValues { get; } =
        new("list", PythonKind.List, buffers: [BufferShape.ReferenceItems, BufferShape.WordItems]);

    /// <summary>Gets a dictionary with an index and entries of key, value and hash.</summary>
    public static ObjectType Dict { get; } =
        new("dict", PythonKind.Dict, buffers: [new BufferShape(2, 1, 0) { HasIndex = true }]);

    /// <summary>Gets a dictionary that may have entries without hashes while all keys are strings.</summary>
    public static ObjectType DictWithStringTable { get; } = new(
        "dict",
        PythonKind.Dict,
        buffers: [new BufferShape(2, 1, 0) { HasIndex = true }, new BufferShape(2, 0, 0) { HasIndex = true }]);

    /// <summary>Gets a dictionary of slots of key and value.</summary>
    public static ObjectType DictOpen { get; } = new("dict", PythonKind.Dict, buffers: [new BufferShape(2, 0, 0)]);

    /// <summary>Gets a set of slots of key and hash; the word counts slots in use, deleted ones included.</summary>
    public static ObjectType Set { get; } = new("set", PythonKind.Set, words: 1, buffers: [new BufferShape(1, 1, 0)]);

    /// <summary>Gets a set with an index and entries of key and hash.</summary>
    public static ObjectType SetCompact { get; } =
        new("set", PythonKind.Set, buffers: [new BufferShape(1, 1, 0) { HasIndex = true }]);

    /// <summary>Gets a set of slots of keys alone.</summary>
    public static ObjectType SetOpen { get; } = new("set", PythonKind.Set, buffers: [BufferShape.ReferenceItems]);
}

using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>The Python objects that the recording scripts make.</summary>
internal static class FidelityTypes
{
    /// <summary>A list.</summary>
    public static ObjectType List { get; } =
        new("list", PythonKind.List, words: 1, buffers: [BufferShape.ReferenceItems]);

    /// <summary>A tuple.</summary>
    public static ObjectType Tuple { get; } = new("tuple", PythonKind.Tuple, elements: ElementKind.References);

    /// <summary>A dictionary: entries of key, value and hash, in the order of insertion.</summary>
    public static ObjectType Dict { get; } = new("dict", PythonKind.Dict, words: 1, buffers: [new BufferShape(2, 1, 0)]);

    /// <summary>A set: keys with their hashes.</summary>
    public static ObjectType Set { get; } = new("set", PythonKind.Set, words: 1, buffers: [new BufferShape(1, 1, 0)]);

    /// <summary>An instance of a class with slots <c>a</c> and <c>b</c>, a number, and weak references.</summary>
    public static ObjectType Node { get; } = new(
        "N", PythonKind.SlotsInstance, references: 2, words: 1, traits: ObjectTraits.WeaklyReferenceable);

    /// <summary>As <see cref="Node"/>, with a finalizer.</summary>
    public static ObjectType Finalizable { get; } = new(
        "F",
        PythonKind.SlotsInstance,
        references: 2,
        words: 1,
        traits: ObjectTraits.WeaklyReferenceable | ObjectTraits.Finalizable);

    /// <summary>As <see cref="Finalizable"/>, for a second finalizer.</summary>
    public static ObjectType Resurrector { get; } = new(
        "Res",
        PythonKind.SlotsInstance,
        references: 2,
        words: 1,
        traits: ObjectTraits.WeaklyReferenceable | ObjectTraits.Finalizable);

    /// <summary>An instance of a class with the one slot <c>a</c> and no weak references.</summary>
    public static ObjectType Small { get; } = new("S", PythonKind.SlotsInstance, references: 1);

    /// <summary>An instance of an ordinary class with attributes.</summary>
    public static ObjectType Instance { get; } = new(
        "D", PythonKind.Instance, references: 3, words: 1, traits: ObjectTraits.WeaklyReferenceable);

    /// <summary>A function: its closure and others.</summary>
    public static ObjectType Function { get; } = new(
        "function", PythonKind.Function, references: 1, traits: ObjectTraits.WeaklyReferenceable);

    /// <summary>A closure cell.</summary>
    public static ObjectType Cell { get; } = new("cell", PythonKind.Cell, references: 1);

    /// <summary>An <c>object()</c>.</summary>
    public static ObjectType Object { get; } = new("object", PythonKind.Object);

    /// <summary>An object of an extension type whose references the collector does not see.</summary>
    public static ObjectType Hidden { get; } =
        new("extension object", PythonKind.Native, buffers: [BufferShape.ReferenceItems]);

    /// <summary>An integer.</summary>
    public static ObjectType Int { get; } = new("int", PythonKind.Int, words: 1, traits: ObjectTraits.Acyclic);

    /// <summary>A string.</summary>
    public static ObjectType Str { get; } =
        new("str", PythonKind.Str, elements: ElementKind.Bytes, traits: ObjectTraits.Acyclic);

    /// <summary>An instance of an ordinary class with the legacy finalizer.</summary>
    public static ObjectType Legacy { get; } = new(
        "L", PythonKind.Instance, references: 1, words: 1, traits: ObjectTraits.LegacyFinalizer);

    /// <summary>A byte array.</summary>
    public static ObjectType ByteArray { get; } = new(
        "bytearray", PythonKind.ByteArray, traits: ObjectTraits.Acyclic, buffers: [BufferShape.ByteItems]);

    /// <summary>A string of Latin-1 characters beyond ASCII.</summary>
    public static ObjectType StrLatin1 { get; } =
        new("Latin-1 str", PythonKind.StrLatin1, elements: ElementKind.Bytes, traits: ObjectTraits.Acyclic);

    /// <summary>A bytes object.</summary>
    public static ObjectType Bytes { get; } =
        new("bytes", PythonKind.Bytes, elements: ElementKind.Bytes, traits: ObjectTraits.Acyclic);

    /// <summary>A floating-point number.</summary>
    public static ObjectType Float { get; } = new("float", PythonKind.Float, words: 1, traits: ObjectTraits.Acyclic);

    /// <summary>A suspended generator with two locals.</summary>
    public static ObjectType Generator { get; } = new("generator", PythonKind.Generator, references: 2);

    /// <summary>An instance of a class with slots <c>b</c>, <c>y</c>, derived from one with <c>a</c>, <c>m</c>, <c>z</c>.</summary>
    public static ObjectType FiveSlots { get; } = new("SL2", PythonKind.SlotsInstance, references: 5);

    /// <summary>An instance of an ordinary class with a finalizer.</summary>
    public static ObjectType FinalizableInstance { get; } = new(
        "Q",
        PythonKind.Instance,
        references: 2,
        words: 1,
        traits: ObjectTraits.WeaklyReferenceable | ObjectTraits.Finalizable);
}

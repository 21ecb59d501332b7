using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Tests.Support;

/// <summary>The object types of the test programs.</summary>
public static class TestTypes
{
    /// <summary>Two references, two words, weakly referenceable.</summary>
    public static ObjectType Pair { get; } = new(
        "Pair", PythonKind.SlotsInstance, references: 2, words: 2, traits: ObjectTraits.WeaklyReferenceable);

    /// <summary>One word, no reference.</summary>
    public static ObjectType Leaf { get; } = new("Leaf", PythonKind.Float, words: 1, traits: ObjectTraits.Acyclic);

    /// <summary>Two references and a word, with a finalizer.</summary>
    public static ObjectType Mortal { get; } = new(
        "Mortal",
        PythonKind.Instance,
        references: 2,
        words: 1,
        traits: ObjectTraits.Finalizable | ObjectTraits.WeaklyReferenceable);

    /// <summary>Nothing at all but a header.</summary>
    public static ObjectType Empty { get; } = new("Empty", PythonKind.Raw);

    /// <summary>A tuple: reference elements.</summary>
    public static ObjectType Tuple { get; } = new("Tuple", PythonKind.Tuple, elements: ElementKind.References);

    /// <summary>A field, a word and reference elements.</summary>
    public static ObjectType Mixed { get; } = new(
        "Mixed", PythonKind.Raw, references: 1, words: 1, elements: ElementKind.References);

    /// <summary>Word elements.</summary>
    public static ObjectType Words { get; } = new(
        "Words", PythonKind.Array, elements: ElementKind.Words, traits: ObjectTraits.Acyclic);

    /// <summary>Byte elements.</summary>
    public static ObjectType Bytes { get; } = new(
        "Bytes", PythonKind.Bytes, elements: ElementKind.Bytes, traits: ObjectTraits.Acyclic);

    /// <summary>A list: a buffer of references, and a word.</summary>
    public static ObjectType List { get; } = new(
        "List", PythonKind.List, words: 1, traits: ObjectTraits.WeaklyReferenceable, buffers: [BufferShape.ReferenceItems]);

    /// <summary>A table: entries of two references and a word, and an index of words.</summary>
    public static ObjectType Table { get; } = new(
        "Table", PythonKind.Dict, references: 1, buffers: [new BufferShape(2, 1, 0), BufferShape.WordItems]);

    /// <summary>A byte array: a buffer of bytes.</summary>
    public static ObjectType Blob { get; } = new(
        "Blob", PythonKind.ByteArray, traits: ObjectTraits.Acyclic, buffers: [BufferShape.ByteItems]);

    /// <summary>As many fields and words as a type may have.</summary>
    public static ObjectType Wide { get; } = new(
        "Wide", PythonKind.Raw, references: ObjectType.MaxFields, words: ObjectType.MaxFields);
}

using Compare.Engines.Abstractions.Types;

namespace Compare.Semantics;

/// <summary>The types of the programs' objects.</summary>
internal static class Shapes
{
    /// <summary>Words of a <see cref="Block"/>: large enough that holes between blocks are worth a compaction.</summary>
    private const int BlockWords = 60;

    /// <summary>Words of a <see cref="Chunk"/>: as large as objects from pools and pages of one size are everywhere.</summary>
    private const int ChunkWords = 22;

    /// <summary>Two references and a word; may be weakly referenced.</summary>
    public static ObjectType Node { get; } = new(
        "node", PythonKind.SlotsInstance, references: 2, words: 1, traits: ObjectTraits.WeaklyReferenceable);

    /// <summary>An instance with two slots and nothing else.</summary>
    public static ObjectType Slots { get; } = new("slots", PythonKind.SlotsInstance, references: 2);

    /// <summary>An instance with many slots.</summary>
    public static ObjectType Wide { get; } = new("wide", PythonKind.SlotsInstance, references: 16);

    /// <summary>As <see cref="Node"/>, with a finalizer.</summary>
    public static ObjectType Mortal { get; } = new(
        "mortal",
        PythonKind.Instance,
        references: 2,
        words: 1,
        traits: ObjectTraits.Finalizable | ObjectTraits.WeaklyReferenceable);

    /// <summary>An object of the implementation, not of the language, with a finalizer.</summary>
    public static ObjectType Native { get; } = new(
        "native", PythonKind.Native, references: 1, words: 1, traits: ObjectTraits.Finalizable);

    /// <summary>Half a kilobyte of words.</summary>
    public static ObjectType Block { get; } = new("block", PythonKind.SlotsInstance, words: BlockWords);

    /// <summary>A reference and words, together about 200 bytes.</summary>
    public static ObjectType Chunk { get; } = new("chunk", PythonKind.SlotsInstance, references: 1, words: ChunkWords);

    /// <summary>A tuple.</summary>
    public static ObjectType Tuple { get; } = new("tuple", PythonKind.Tuple, elements: ElementKind.References);

    /// <summary>A list.</summary>
    public static ObjectType List { get; } = new("list", PythonKind.List, buffers: [BufferShape.ReferenceItems]);

    /// <summary>An array of words.</summary>
    public static ObjectType Words { get; } = new(
        "words", PythonKind.Array, elements: ElementKind.Words, traits: ObjectTraits.Acyclic);

    /// <summary>A bytes object.</summary>
    public static ObjectType Bytes { get; } = new(
        "bytes", PythonKind.Bytes, elements: ElementKind.Bytes, traits: ObjectTraits.Acyclic);

    /// <summary>A byte array: its bytes are a buffer.</summary>
    public static ObjectType ByteArray { get; } = new(
        "byte array", PythonKind.ByteArray, traits: ObjectTraits.Acyclic, buffers: [BufferShape.ByteItems]);
}

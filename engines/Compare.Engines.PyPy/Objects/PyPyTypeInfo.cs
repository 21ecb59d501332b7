using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Types;

namespace Compare.Engines.PyPy.Objects;

/// <summary>A type of the program: how its objects are put together from objects of the collector.</summary>
internal unsafe struct PyPyTypeInfo
{
    /// <summary>Most buffers of a type.</summary>
    public const int MaxBuffers = 4;

    /// <summary>Larger than any nursery, and small enough that adding it to an address does not overflow.</summary>
    public const long NeverFits = 1L << 60;

    /// <summary>What has been allocated.</summary>
    public AllocationAccount Account;

    /// <summary>
    /// Bytes of an object without elements, or <see cref="NeverFits"/> for a type that must take the slow path (storage of
    /// its own, finalizer, too large): the fast path then fails its only check.
    /// </summary>
    public long FastBytes;

    /// <summary>Header of a fresh object.</summary>
    public ulong Header;

    /// <summary>Traced references of a fresh object, to be nulled.</summary>
    public int References;

    /// <summary>Number of the type in its registry.</summary>
    public int Number;

    /// <summary>Layout of the object itself.</summary>
    public GcShape* Shape;

    /// <summary>Layout of an object with exactly two elements that lie in it, or null: a specialised tuple.</summary>
    public GcShape* PairShape;

    /// <summary>Layout of what lies between the object and its elements, or null.</summary>
    public GcShape* MiddleShape;

    /// <summary>Layout of the storage of elements or of fields that do not fit, or null.</summary>
    public GcShape* TailShape;

    /// <summary>Layout of the storage of data words, or null.</summary>
    public GcShape* WordStorageShape;

    /// <summary>Layout of what comes with every object of the kind and is neither its fields nor its items, or null.</summary>
    public GcShape* CompanionShape;

    /// <summary>Layout of the indices of tables, or null.</summary>
    public GcShape* IndexShape;

    /// <summary>Offset of the hidden reference to the companion.</summary>
    public int CompanionOffset;

    /// <summary>Reference fields that lie in the tail.</summary>
    public int TailFields;

    /// <summary>Data words.</summary>
    public int Words;

    /// <summary>Bytes of an element.</summary>
    public int ElementBytes;

    /// <summary>1 for strings, whose storage remembers their hash.</summary>
    public byte HasHash;

    /// <summary>Number of buffers.</summary>
    public int BufferCount;

    /// <summary>What the elements are.</summary>
    public ElementKind Elements;

    /// <summary>The Python object that it stands for.</summary>
    public PythonKind Kind;

    /// <summary>For each buffer the layout of the structure that the object refers to, then that of its items.</summary>
    public fixed long BufferShapes[MaxBuffers * 2];

    /// <summary>For each buffer references, words and bytes of an item.</summary>
    public fixed int ItemShapes[MaxBuffers * 3];

    /// <summary>Gets the layout of the structure of a buffer.</summary>
    /// <param name="buffer">Index of the buffer.</param>
    /// <returns>The layout.</returns>
    public readonly GcShape* BufferStructure(int buffer) => (GcShape*)BufferShapes[2 * buffer];

    /// <summary>Gets the layout of the items of a buffer.</summary>
    /// <param name="buffer">Index of the buffer.</param>
    /// <returns>The layout.</returns>
    public readonly GcShape* BufferItems(int buffer) => (GcShape*)BufferShapes[(2 * buffer) + 1];

    /// <summary>Gets the bytes of an item of a buffer.</summary>
    /// <param name="buffer">Index of the buffer.</param>
    /// <returns>Bytes.</returns>
    public readonly int ItemBytes(int buffer) => ItemShapes[(3 * buffer) + 2];

    /// <summary>Gets the references in an item of a buffer.</summary>
    /// <param name="buffer">Index of the buffer.</param>
    /// <returns>The number.</returns>
    public readonly int ItemReferences(int buffer) => ItemShapes[3 * buffer];

    /// <summary>Gets the words in an item of a buffer.</summary>
    /// <param name="buffer">Index of the buffer.</param>
    /// <returns>The number.</returns>
    public readonly int ItemWords(int buffer) => ItemShapes[(3 * buffer) + 1];
}

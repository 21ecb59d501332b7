using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Types;

namespace Compare.Engines.CPython.Objects;

/// <summary>This engine's description of a type, in native memory.</summary>
internal unsafe struct TypeInfo
{
    /// <summary>What has been allocated.</summary>
    public AllocationAccount Account;

    /// <summary>Freed objects of the type that wait for reuse; never null, of capacity 0 for most types.</summary>
    public FreeList* FreeList;

    /// <summary>Bytes requested for an object without elements, prefix included.</summary>
    public int FixedBytes;

    /// <summary>Size class of <see cref="FixedBytes"/>, or −1 when the system allocator serves it.</summary>
    public int SizeClass;

    /// <summary>Bytes in front of the object: collector's header and managed prefix.</summary>
    public int PrefixBytes;

    /// <summary>Reference fields.</summary>
    public int References;

    /// <summary>1 when the collector knows the type: its objects have a header.</summary>
    public byte IsGc;

    /// <summary>1 when deallocation has more to do than to release fields: finalizer, weak references, buffers, elements.</summary>
    public byte IsSpecial;

    /// <summary>1 when a fresh object has more to set than header and references: weak references or buffers.</summary>
    public byte NeedsInitialization;

    /// <summary>1 when fields are released last to first, as a tuple's are.</summary>
    public byte ReleasesBackwards;

    /// <summary>1 for exact tuples, which the collector untracks and cannot clear.</summary>
    public byte IsTuple;

    /// <summary>1 when objects have a finalizer.</summary>
    public byte IsFinalizable;

    /// <summary>1 when objects may be weakly referenced.</summary>
    public byte IsWeaklyReferenceable;

    /// <summary>1 for weak references.</summary>
    public byte IsWeakReference;

    /// <summary>1 when objects have the managed prefix.</summary>
    public byte HasManagedPrefix;

    /// <summary>What the variable part holds.</summary>
    public ElementKind Elements;

    /// <summary>Bytes of a variable element.</summary>
    public int ElementBytes;

    /// <summary>Bytes behind the elements (the terminating zero of strings).</summary>
    public int TailBytes;

    /// <summary>Offset of the data words.</summary>
    public int WordsOffset;

    /// <summary>Offset of the buffers.</summary>
    public int BuffersOffset;

    /// <summary>Number of buffers.</summary>
    public int BufferCount;

    /// <summary>Offset of the length.</summary>
    public int LengthOffset;

    /// <summary>Offset of the elements.</summary>
    public int ElementsOffset;

    /// <summary>Number of the type in its registry.</summary>
    public int Number;

    /// <summary>Objects freed, those in free lists included.</summary>
    public long Freed;

    /// <summary>Bytes of blocks that objects with elements, and buffers, occupy now.</summary>
    public long VariableBlockBytes;

    /// <summary>Bytes of the block of an object without elements: its size class, or what was requested.</summary>
    public int BlockBytes;

    /// <summary>Shapes of up to <see cref="MaxBuffers"/> buffers.</summary>
    public fixed int ItemShapes[MaxBuffers * ShapeFields];

    /// <summary>Most buffers of a type.</summary>
    public const int MaxBuffers = 4;

    /// <summary>Numbers that describe a buffer: references, words and bytes of an item.</summary>
    public const int ShapeFields = 3;

    /// <summary>Gets the references in an item of a buffer.</summary>
    /// <param name="buffer">Index of the buffer.</param>
    /// <returns>The number.</returns>
    public readonly int ItemReferences(int buffer) => ItemShapes[buffer * ShapeFields];

    /// <summary>Gets the words in an item of a buffer.</summary>
    /// <param name="buffer">Index of the buffer.</param>
    /// <returns>The number.</returns>
    public readonly int ItemWords(int buffer) => ItemShapes[(buffer * ShapeFields) + 1];

    /// <summary>Gets the bytes of an item of a buffer.</summary>
    /// <param name="buffer">Index of the buffer.</param>
    /// <returns>The number.</returns>
    public readonly int ItemBytes(int buffer) => ItemShapes[(buffer * ShapeFields) + 2];

    /// <summary>Gets the objects that are not freed.</summary>
    /// <returns>The number.</returns>
    public readonly long LiveObjects() => Account.Objects - Freed;

    /// <summary>Gets the bytes of the blocks of all objects that are not freed, buffers included.</summary>
    /// <returns>Bytes.</returns>
    public readonly long LiveBytes() => (BlockBytes * LiveObjects()) + VariableBlockBytes;
}

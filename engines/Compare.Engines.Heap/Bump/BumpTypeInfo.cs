using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Types;

namespace Compare.Engines.Heap.Bump;

/// <summary>A bump-allocating engine's description of a type, in native memory.</summary>
public unsafe struct BumpTypeInfo
{
    /// <summary>Larger than any space, and small enough that adding it to an address does not overflow.</summary>
    public const long NeverFits = 1L << 60;

    /// <summary>What has been allocated.</summary>
    public AllocationAccount Account;

    /// <summary>
    /// Bytes of an object without elements, or <see cref="NeverFits"/> for a type that must take the slow path
    /// (finalizable objects are put on a list): the fast path then fails its only check.
    /// </summary>
    public long FastBytes;

    /// <summary>Bytes of an object without elements, header included.</summary>
    public int FixedBytes;

    /// <summary>Number of the type in its registry.</summary>
    public int Number;

    /// <summary>Reference fields.</summary>
    public int References;

    /// <summary>Reference fields and the hidden references to buffers that follow them: what a collector traces.</summary>
    public int TracedFields;

    /// <summary>What the variable part holds.</summary>
    public ElementKind Elements;

    /// <summary>Bytes of a variable element.</summary>
    public int ElementBytes;

    /// <summary>1 when this describes a hidden buffer object, whose items are its elements.</summary>
    public int IsBuffer;

    /// <summary>1 when this describes a hidden buffer object that has an index behind its items.</summary>
    public int IsTable;

    /// <summary>The items of a buffer.</summary>
    public ItemShape Items;

    /// <summary>Offset of the hash that a string or bytes object remembers; 0 for types without.</summary>
    public int HashOffset;

    /// <summary>1 when objects have a finalizer.</summary>
    public int Finalizable;

    /// <summary>1 when objects may be weakly referenced.</summary>
    public int WeaklyReferenceable;

    /// <summary>1 for the type of weak references.</summary>
    public int IsWeakReference;

    /// <summary>Descriptions of the buffers, one address for each.</summary>
    public BumpTypeInfo** Buffers;
}

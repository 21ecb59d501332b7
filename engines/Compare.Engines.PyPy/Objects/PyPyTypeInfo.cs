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

    /// <summary>Reference fields that lie in the tail.</summary>
    public int TailFields;

    /// <summary>Data words.</summary>
    public int Words;

    /// <summary>Number of buffers.</summary>
    public int BufferCount;

    /// <summary>1 when the buffers lie outside the collector's heap, as array.array's do.</summary>
    public byte HasRawBuffers;

    /// <summary>1 when objects may be weakly referenced.</summary>
    public byte IsWeaklyReferenceable;

    /// <summary>1 when objects have a finalizer.</summary>
    public byte HasFinalizer;

    /// <summary>What the elements are.</summary>
    public ElementKind Elements;

    /// <summary>Layouts of the buffers: for each the list structure that the object refers to, then its items.</summary>
    public fixed long BufferShapes[MaxBuffers * 2];
}

using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Types;

namespace Compare.Engines.MicroPython.Objects;

/// <summary>This engine's description of a type, in native memory: it stands for the original's type in flash memory.</summary>
internal unsafe struct TypeInfo
{
    /// <summary>What has been allocated.</summary>
    public AllocationAccount Account;

    /// <summary>The first word of each object of the type.</summary>
    public nint Header;

    /// <summary>Bytes asked for an object without inline elements.</summary>
    public int FixedBytes;

    /// <summary>1 when a new object is one zeroed block with its first word set and nothing more.</summary>
    public byte IsPlainBlock;

    /// <summary>1 when fields lie in a table beside the object, as the attributes of an instance do.</summary>
    public byte HasTable;

    /// <summary>1 when elements lie in a block beside the object, as the text of a string does.</summary>
    public byte HasElementsAside;

    /// <summary>1 when a buffer that grows is replaced, never reallocated, as the table of a dictionary is.</summary>
    public byte ReplacesBuffers;

    /// <summary>1 when objects are native ones with a finalizer.</summary>
    public byte IsFinalizable;

    /// <summary>1 when objects may be weakly referenced.</summary>
    public byte IsWeaklyReferenceable;

    /// <summary>1 for weak references.</summary>
    public byte IsWeakReference;

    /// <summary>Letter of an object in the heap map.</summary>
    public byte MapLetter;

    /// <summary>Reference fields.</summary>
    public int References;

    /// <summary>Bytes of the table of attributes.</summary>
    public int TableBytes;

    /// <summary>Offset of the data words, in the object or in its table.</summary>
    public int WordsOffset;

    /// <summary>Distance of two data words.</summary>
    public int WordStride;

    /// <summary>Offset of the hash that a text remembers.</summary>
    public int HashOffset;

    /// <summary>Offset of the number of elements.</summary>
    public int LengthOffset;

    /// <summary>Offset of the elements, or of their address where they lie aside.</summary>
    public int ElementsOffset;

    /// <summary>What the variable part holds.</summary>
    public ElementKind Elements;

    /// <summary>Bytes of an element.</summary>
    public int ElementBytes;

    /// <summary>Bytes behind the elements: the terminating zero of texts.</summary>
    public int TailBytes;

    /// <summary>Number of buffers.</summary>
    public int BufferCount;

    /// <summary>Items that the first buffer has room for from the beginning: 4 of a list.</summary>
    public int LeastItems;

    /// <summary>Number of the type in its registry.</summary>
    public int Number;

    /// <summary>Shapes of the buffers, as many as there are.</summary>
    public ItemShape* Shapes;
}

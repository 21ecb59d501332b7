using Compare.Engines.Abstractions.Types;
using Compare.Engines.Clr.Objects;
using Compare.Engines.Heap.Types;

namespace Compare.Engines.Clr;

/// <summary>The delegated engine's description of a type, in native memory: its address is the type's handle.</summary>
internal unsafe struct ClrTypeInfo
{
    /// <summary>What has been allocated.</summary>
    public AllocationAccount Account;

    /// <summary>
    /// Allocates an object of the class that stands for the type: the host's own allocator, or a function that calls it.
    /// </summary>
    public delegate*<nint, ClrObject> Create;

    /// <summary>The class as the host's allocator knows it, for <see cref="Create"/>.</summary>
    public nint MethodTable;

    /// <summary>Distance of the first data word from the first slot, bytes.</summary>
    public nint WordOffset;

    /// <summary>Number of the type in its registry.</summary>
    public int Number;

    /// <summary>Slot that holds the array of variable elements: the first one after the reference fields.</summary>
    public int ElementsSlot;

    /// <summary>What the variable part holds.</summary>
    public ElementKind Elements;

    /// <summary>Bytes of the object without its arrays, as the host allocates it.</summary>
    public int HostBytes;

    /// <summary>1 when objects may be weakly referenced.</summary>
    public int WeaklyReferenceable;

    /// <summary>1 when objects have a finalizer.</summary>
    public int Finalizable;

    /// <summary>Number of buffers.</summary>
    public int BufferCount;

    /// <summary>Descriptions of the buffers.</summary>
    public ClrBufferInfo* Buffers;
}

using System.Runtime.CompilerServices;
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

    /// <summary>Reference fields in the object itself, from the header on: all of them, or none when a block holds them.</summary>
    public int InlineReferences;

    /// <summary>Offset of the first weak reference's address; 0 for types without.</summary>
    public int WeakListOffset;

    /// <summary>Offset of the address of the block of attributes; 0 for types without.</summary>
    public int AttributesOffset;

    /// <summary>Offset of the five words of a weak reference.</summary>
    public int WeakBodyOffset;

    /// <summary>Bytes that <c>sys.getsizeof</c> reports for an object without elements and buffers.</summary>
    public int ReportedBytes;

    /// <summary>Attributes of an instance: references and words.</summary>
    public int Attributes;

    /// <summary>Instances made so far, while that decides how many attributes an instance has room for.</summary>
    public int Instances;

    /// <summary>Objects that all share, such as small integers; 0 until the first is asked for.</summary>
    public nint Shared;

    /// <summary>1 when the collector knows the type: its objects have a header.</summary>
    public byte IsGc;

    /// <summary>1 for tracked objects of fixed size without anything special: deallocation's fast path.</summary>
    public byte IsPlainContainer;

    /// <summary>1 for objects whose variable references are one buffer of items, as those of a list.</summary>
    public byte HasOnlyItems;

    /// <summary>1 when code of the program may run at a death: finalizers, weak references.</summary>
    public byte RunsCodeAtDeath;

    /// <summary>1 when deallocation has more to do than to release fields: finalizer, weak references, buffers, elements.</summary>
    public byte IsSpecial;

    /// <summary>1 when a fresh object has more to set than header and references: weak references or buffers.</summary>
    public byte NeedsInitialization;

    /// <summary>1 when a fresh object is not tracked until it needs to be.</summary>
    public byte IsBornUntracked;

    /// <summary>1 for exact tuples and dictionaries that may be untracked while they live.</summary>
    public byte MayBeUntracked;

    /// <summary>1 for exact dictionaries that may be untracked.</summary>
    public byte IsDict;

    /// <summary>1 for ordinary instances, whose attributes have room of their own.</summary>
    public byte IsInstance;

    /// <summary>1 for strings, which may be shared or interned.</summary>
    public byte IsStr;

    /// <summary>1 for objects that take a place in the trashcan: those that may refer to others.</summary>
    public byte UsesTrashcan;

    /// <summary>1 for integers whose digits are elements.</summary>
    public byte HasDigits;

    /// <summary>1 when objects have a legacy finalizer.</summary>
    public byte HasLegacyFinalizer;

    /// <summary>1 when fields are released last to first, as a tuple's are, and a generator's locals in 3.14.</summary>
    public byte ReleasesBackwards;

    /// <summary>1 when a collection visits fields last to first, as a tuple's.</summary>
    public byte VisitsBackwards;

    /// <summary>1 for tuples, which the collector cannot clear.</summary>
    public byte IsAnyTuple;

    /// <summary>1 for exact tuples, which the collector untracks.</summary>
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

    /// <summary>Offset of the buffer that lies in the object itself while it is small; 0 for types without.</summary>
    public int InlineBufferOffset;

    /// <summary>Bit i is set when buffer i is a table, which has an index and a header before its entries.</summary>
    public byte Tables;

    /// <summary>1 when the tables are a dictionary's: the size of the index follows from the entries.</summary>
    public byte HasDictKeys;

    /// <summary>Offset of the hash that strings and bytes objects remember; 0 for types without.</summary>
    public int HashOffset;

    /// <summary>Number of the type in its registry.</summary>
    public int Number;

    /// <summary>Objects freed, those in free lists included.</summary>
    public long Freed;

    /// <summary>Bytes of blocks that objects with elements, and buffers, occupy now.</summary>
    public long VariableBlockBytes;

    /// <summary>Bytes of the block of an object without elements: its size class, or what was requested.</summary>
    public int BlockBytes;

    /// <summary>Shapes of the buffers.</summary>
    public ItemShapes Shapes;

    /// <summary>Most buffers of a type.</summary>
    public const int MaxBuffers = 4;

    /// <summary>Gets the shape of a buffer's items.</summary>
    /// <param name="info">The type.</param>
    /// <param name="buffer">Index of the buffer.</param>
    /// <returns>Address of the shape; by address, because an index into the array would be checked.</returns>
    public static ItemShape* Shape(TypeInfo* info, int buffer) => (ItemShape*)&info->Shapes + buffer;

    /// <summary>Tells whether a buffer is a table.</summary>
    /// <param name="buffer">Index of the buffer.</param>
    /// <returns>True when an index and a header lie before its items.</returns>
    public readonly bool IsTable(int buffer) => ((Tables >> buffer) & 1) != 0;

    /// <summary>Gets the objects that are not freed.</summary>
    /// <returns>The number.</returns>
    public readonly long LiveObjects() => Account.Objects - Freed;

    /// <summary>Gets the bytes of the blocks of all objects that are not freed, buffers included.</summary>
    /// <returns>Bytes.</returns>
    public readonly long LiveBytes() => (BlockBytes * LiveObjects()) + VariableBlockBytes;

    /// <summary>Shapes of up to <see cref="MaxBuffers"/> buffers.</summary>
    [InlineArray(MaxBuffers)]
    public struct ItemShapes
    {
        private ItemShape _first;
    }
}

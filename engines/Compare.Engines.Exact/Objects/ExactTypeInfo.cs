using Compare.Engines.Abstractions.Types;
using Compare.Engines.Heap.Types;

namespace Compare.Engines.Exact.Objects;

/// <summary>The exact heap's description of a type, in native memory.</summary>
internal unsafe struct ExactTypeInfo
{
    /// <summary>What has been allocated.</summary>
    public AllocationAccount Account;

    /// <summary>Number of the type in its registry.</summary>
    public int Number;

    /// <summary>Reference fields.</summary>
    public int References;

    /// <summary>Buffers.</summary>
    public int Buffers;

    /// <summary>Data words.</summary>
    public int Words;

    /// <summary>What the variable part holds.</summary>
    public ElementKind Elements;

    /// <summary>Bytes of a variable element.</summary>
    public int ElementBytes;

    /// <summary>Offset of the data words from the header.</summary>
    public int WordsOffset;

    /// <summary>Offset of what a weak reference keeps; 0 for other types.</summary>
    public int WeakOffset;

    /// <summary>Bytes without elements, header included; the offset of the elements.</summary>
    public int FixedBytes;

    /// <summary>Nominal bytes of an object without elements, before the least size is applied.</summary>
    public long NominalBase;

    /// <summary>1 when objects have a finalizer.</summary>
    public int IsFinalizable;

    /// <summary>1 when objects may be weakly referenced.</summary>
    public int IsWeaklyReferenceable;

    /// <summary>1 for strings and bytes objects, which remember their hash.</summary>
    public int RemembersHash;

    /// <summary>1 for strings.</summary>
    public int IsStr;

    /// <summary>The shapes of the buffers' items, one for each.</summary>
    public ItemShape* Shapes;

    /// <summary>Objects that the implementation itself keeps, made when asked for; null when none was.</summary>
    public nint* Shared;

    /// <summary>Computes what an object costs on the allocation clock, as <see cref="ObjectType.NominalBytes"/> does.</summary>
    /// <param name="info">The type.</param>
    /// <param name="length">Number of variable elements; 0 for a type without.</param>
    /// <returns>Bytes.</returns>
    public static long NominalBytes(ExactTypeInfo* info, int length)
    {
        const int Slot = BufferShape.SlotBytes;
        long bytes = info->NominalBase + ((long)length * info->ElementBytes);
        return Math.Max((bytes + Slot - 1) & -Slot, ObjectType.NominalMinimumBytes);
    }
}

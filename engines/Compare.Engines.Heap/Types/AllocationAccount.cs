using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Heap.Types;

/// <summary>
/// What has been allocated of one type, on the engine-independent allocation clock. The first field of every engine's
/// description of a type, so that counting an allocation is one increment in memory that is in the cache already.
/// </summary>
public struct AllocationAccount
{
    /// <summary>Objects allocated.</summary>
    public long Objects;

    /// <summary>Nominal bytes of an object without elements.</summary>
    public long FixedBytes;

    /// <summary>Nominal bytes of variable elements and buffers, beyond <see cref="FixedBytes"/> for each object.</summary>
    public long VariableBytes;

    /// <summary>Initializes a new instance of the <see cref="AllocationAccount"/> struct.</summary>
    /// <param name="type">The type.</param>
    public AllocationAccount(ObjectType type) => FixedBytes = type.NominalBytes(0);

    /// <summary>Counts an object without variable elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // One increment on every engine's allocation fast path.
    public void CountFixed() => Objects++;

    /// <summary>Counts an object with variable elements.</summary>
    /// <param name="nominalBytes">Its nominal bytes in all, from <see cref="ObjectType.NominalBytes"/>.</param>
    public void CountVariable(long nominalBytes)
    {
        Objects++;
        VariableBytes += nominalBytes - FixedBytes;
    }

    /// <summary>Counts a new size of a buffer.</summary>
    /// <param name="nominalBytes">From <see cref="ObjectType.NominalBufferBytes"/>.</param>
    public void CountBuffer(long nominalBytes) => VariableBytes += nominalBytes;

    /// <summary>Gets the bytes of this type on the allocation clock.</summary>
    /// <returns>Bytes.</returns>
    public readonly long Bytes() => (Objects * FixedBytes) + VariableBytes;
}

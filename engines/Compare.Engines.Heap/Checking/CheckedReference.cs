using Compare.Engines.Abstractions.Heaps;

namespace Compare.Engines.Heap.Checking;

/// <summary>
/// A reference under the checking heap: who holds the object and when the value was read, never the object itself.
/// </summary>
/// <typeparam name="TRef">The checked engine's reference.</typeparam>
/// <remarks>
/// Two values are equal only if they were read from the same holder in the same epoch: an old copy is found by
/// comparing it with what <see cref="IHeap{TRef}"/>'s rules left in the holder.
/// </remarks>
public readonly struct CheckedReference<TRef>
    where TRef : struct
{
    /// <summary>A local: its slot in the inner root area + 1. A temporary: −1 − its number. Null: 0.</summary>
    internal readonly int Holder;

    /// <summary>Number of the name that messages use.</summary>
    internal readonly int Name;

    /// <summary>When it was written, on the checker's clock.</summary>
    internal readonly long Stamp;

    /// <summary>What messages call the object.</summary>
    internal readonly ObjectName Object;

    /// <summary>Number of the checking heap that it belongs to.</summary>
    internal readonly int Heap;

    internal CheckedReference(int holder, int name, long stamp, ObjectName obj, int heap)
    {
        Holder = holder;
        Name = name;
        Stamp = stamp;
        Object = obj;
        Heap = heap;
    }

    internal bool IsNull => Holder == 0;

    internal bool IsTemporary => Holder < 0;

    internal bool IsCopyOf(CheckedReference<TRef> other) =>
        Holder == other.Holder && Name == other.Name && Stamp == other.Stamp && Heap == other.Heap;
}

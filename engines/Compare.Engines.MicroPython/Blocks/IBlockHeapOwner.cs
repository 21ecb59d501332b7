using Compare.Engines.Abstractions.Events;

namespace Compare.Engines.MicroPython.Blocks;

/// <summary>Who owns a <see cref="BlockHeap{TGeometry}"/>: knows the roots and what finalizers are.</summary>
internal interface IBlockHeapOwner
{
    /// <summary>Collects: begins, marks from its roots, ends.</summary>
    /// <param name="cause">Why.</param>
    void CollectFor(CollectionCause cause);

    /// <summary>Finalizes a dead block whose first word is not zero. The heap is locked; the block is freed afterwards.</summary>
    /// <param name="address">Address of the block.</param>
    void FinalizeBlock(nint address);

    /// <summary>Provides memory for another area when the heap may grow.</summary>
    /// <param name="leastBytes">Bytes that the failed request needs, tables included.</param>
    /// <param name="wantedBytes">Bytes that would double the heap; what is given may be less, but not below the least.</param>
    /// <param name="bytes">Receives the bytes provided.</param>
    /// <returns>The address, or 0 when there is none.</returns>
    nint ProvideArea(nint leastBytes, nint wantedBytes, out nint bytes);

    /// <summary>Takes back the memory of an area that is no longer used.</summary>
    /// <param name="start">What <see cref="ProvideArea"/> returned.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="isEmpty">False for an area that the original gives back although an object lives in it.</param>
    void TakeBackArea(nint start, nint bytes, bool isEmpty);
}

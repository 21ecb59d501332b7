namespace Compare.Engines.Heap.Checking;

/// <summary>One operation that may have collected.</summary>
/// <param name="Stamp">When, on the checker's clock.</param>
/// <param name="Operation">Which operation.</param>
/// <param name="Subject">Name of the type, or empty.</param>
/// <param name="Allocation">Number of allocations so far, this one included.</param>
internal readonly record struct EpochRecord(long Stamp, string Operation, string Subject, long Allocation)
{
    /// <inheritdoc/>
    public override string ToString() => Subject.Length == 0
        ? $"{Operation} after allocation {Allocation}"
        : $"{Operation} of {Subject} (allocation {Allocation})";
}

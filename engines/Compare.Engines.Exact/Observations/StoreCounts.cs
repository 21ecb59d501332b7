namespace Compare.Engines.Exact.Observations;

/// <summary>The stores into reference fields, elements and items of one run: what a write barrier would see.</summary>
public sealed record StoreCounts
{
    /// <summary>Gets the stores, of null too.</summary>
    public required long All { get; init; }

    /// <summary>Gets the stores into a place that held null: nearly all of them fill new objects.</summary>
    public required long Initialising { get; init; }

    /// <summary>Gets the stores that write null.</summary>
    public required long Clearing { get; init; }

    /// <summary>Gets the stores of a reference to an object that was allocated after the one that holds it.</summary>
    public required long OldToYoung { get; init; }

    /// <summary>
    /// Gets those of <see cref="OldToYoung"/> where the holder is older than <see cref="Demographics.NurseryBytes"/> and the object
    /// stored is not: with a nursery of that size such a store has to be remembered.
    /// </summary>
    public required long OutOfNurseryToNursery { get; init; }

    /// <summary>Gets the stores that replace a reference: the mutations of the graph.</summary>
    public long Overwriting => All - Initialising;

    /// <summary>Gets the part of all stores, 0 to 1, that let an older object refer to a younger one.</summary>
    public double OldToYoungShare => All == 0 ? 0 : (double)OldToYoung / All;

    /// <summary>Gets the part of all stores, 0 to 1, that let an object outside the nursery refer to one inside.</summary>
    public double OutOfNurseryToNurseryShare => All == 0 ? 0 : (double)OutOfNurseryToNursery / All;
}

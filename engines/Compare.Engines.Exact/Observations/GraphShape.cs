namespace Compare.Engines.Exact.Observations;

/// <summary>The graph of the reachable objects at the moment that the workload reports as its peak.</summary>
public sealed record GraphShape
{
    /// <summary>Gets the reachable objects.</summary>
    public required long Objects { get; init; }

    /// <summary>Gets their nominal bytes, buffers at their present size included.</summary>
    public required long Bytes { get; init; }

    /// <summary>Gets the places that can hold a reference: fields, elements, items of buffers.</summary>
    public required long ReferenceSlots { get; init; }

    /// <summary>Gets the places that do hold one, immediate values not counted: the edges of the graph.</summary>
    public required long References { get; init; }

    /// <summary>Gets the edges from objects to younger ones.</summary>
    public required long OldToYoungReferences { get; init; }

    /// <summary>Gets the largest number of references that one object holds.</summary>
    public required long MaximumOutDegree { get; init; }

    /// <summary>Gets the largest number of references that lead to one object, locals and roots not counted.</summary>
    public required long MaximumInDegree { get; init; }

    /// <summary>Gets the objects by the number of their references, fewest first, without gaps.</summary>
    public required IReadOnlyList<DegreeClass> Degrees { get; init; }

    /// <summary>Gets the objects that more than one reference leads to, locals and roots not counted.</summary>
    public required long SharedObjects { get; init; }

    /// <summary>Gets the references of an object on average. Every edge leads somewhere, so it is the mean in-degree too.</summary>
    public double MeanDegree => Share(References, Objects);

    /// <summary>Gets the part of the objects, 0 to 1, that more than one reference leads to.</summary>
    public double SharedObjectShare => Share(SharedObjects, Objects);

    /// <summary>Gets the part of the live memory, 0 to 1, that is references which are not null, at 8 bytes each.</summary>
    public double PointerDensity => Share(References * BytesOfReference, Bytes);

    /// <summary>Gets the part of the places for references, 0 to 1, that hold one.</summary>
    public double FilledSlotShare => Share(References, ReferenceSlots);

    private const int BytesOfReference = 8;

    private static double Share(double part, long whole) => whole == 0 ? 0 : part / whole;
}

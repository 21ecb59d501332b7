namespace Compare.Engines.Abstractions.Engines;

/// <summary>What a store of a reference costs beyond the store.</summary>
public enum BarrierKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Count operations on the old and the new target.</summary>
    ReferenceCounting,

    /// <summary>A flag in the object's header that leads to a remembered set.</summary>
    ObjectRemembering,

    /// <summary>A card table.</summary>
    CardMarking,
}

namespace Compare.Engines.Abstractions.Engines;

/// <summary>The order in which dead objects are finalized.</summary>
public enum FinalizerOrder
{
    /// <summary>Nothing is ever finalized.</summary>
    None,

    /// <summary>Owners before what they own, by falling counts; inside a dead cycle in allocation or discovery order.</summary>
    ByCount,

    /// <summary>Owners before what they own, one batch per collection.</summary>
    Topological,

    /// <summary>Allocation order.</summary>
    Allocation,

    /// <summary>Not defined.</summary>
    Undefined,
}

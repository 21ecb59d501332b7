namespace Compare.Engines.Abstractions.Engines;

/// <summary>What the longest pause of a collection grows with.</summary>
public enum PauseBound
{
    /// <summary>Everything in the heap, dead or alive.</summary>
    Heap,

    /// <summary>What lives: a collection does not touch the dead.</summary>
    LiveObjects,

    /// <summary>One step of a collection, or what survives of the youngest generation, whatever the size of the heap.</summary>
    Step,

    /// <summary>Nothing: there is no collection.</summary>
    None,
}

namespace Compare.Engines.Abstractions.Maps;

/// <summary>What a unit of a heap's memory is to its engine.</summary>
public enum HeapCellState
{
    /// <summary>Free: it was used, or could have been, and can be used again.</summary>
    Free,

    /// <summary>Held from the system and never handed out.</summary>
    Fresh,

    /// <summary>In use, in whole or in part.</summary>
    Used,

    /// <summary>The first block of an object or of a part of one.</summary>
    Head,

    /// <summary>A further block of an object or of a part of one.</summary>
    Tail,

    /// <summary>Kept empty for the collector, which copies into it.</summary>
    Reserve,
}

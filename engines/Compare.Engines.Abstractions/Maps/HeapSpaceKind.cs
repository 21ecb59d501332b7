namespace Compare.Engines.Abstractions.Maps;

/// <summary>What the order of a space's units says.</summary>
public enum HeapSpaceKind
{
    /// <summary>Units lie where they are shown, one beside the other.</summary>
    Places,

    /// <summary>Only how much there is is known, not where.</summary>
    Amount,
}

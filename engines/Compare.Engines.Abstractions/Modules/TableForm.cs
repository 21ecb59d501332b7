namespace Compare.Engines.Abstractions.Modules;

/// <summary>How an implementation arranges a hash table.</summary>
public enum TableForm
{
    /// <summary>An index of slots, and entries in the order of insertion; iteration follows that order.</summary>
    Compact,

    /// <summary>One table of slots with keys in them; iteration follows the slots.</summary>
    Open,
}

namespace Compare.Engines.Abstractions.Modules;

/// <summary>When a callback of <c>gc.callbacks</c> is called.</summary>
public enum CollectionPhase
{
    /// <summary>Before the collection.</summary>
    Start,

    /// <summary>After the collection.</summary>
    Stop,
}

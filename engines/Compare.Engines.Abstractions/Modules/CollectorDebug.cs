namespace Compare.Engines.Abstractions.Modules;

/// <summary>Debugging flags of the collector, with the values of Python's <c>gc.DEBUG_*</c>.</summary>
[Flags]
public enum CollectorDebug
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Objects that would be freed are put into the garbage list instead (<c>gc.DEBUG_SAVEALL</c>).</summary>
    SaveAll = 32,
}

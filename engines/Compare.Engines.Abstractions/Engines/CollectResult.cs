namespace Compare.Engines.Abstractions.Engines;

/// <summary>What an explicit collection returns to the program.</summary>
public enum CollectResult
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>Number of unreachable objects found, as CPython's <c>gc.collect</c>.</summary>
    UnreachableObjects,

    /// <summary>Bytes by which the heap shrank, as IronPython's <c>gc.collect</c>.</summary>
    FreedBytes,
}

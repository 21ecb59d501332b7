namespace Compare.Engines.Abstractions.Engines;

/// <summary>What an explicit collection returns to the program.</summary>
public enum CollectResult
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>Number of unreachable objects found, as CPython's <c>gc.collect</c>.</summary>
    UnreachableObjects,

    /// <summary>Number of memory blocks freed, parts of objects included, as MicroPython's <c>gc.collect</c>.</summary>
    FreedBlocks,

    /// <summary>Bytes by which the heap shrank, as IronPython's <c>gc.collect</c>.</summary>
    FreedBytes,

    /// <summary>A constant that tells nothing, as Jython's <c>gc.collect</c>: −2.</summary>
    Constant,
}

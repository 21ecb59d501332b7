namespace Compare.Engines.Tests.RandomPrograms;

/// <summary>The operations of random programs.</summary>
public enum Operation
{
    /// <summary>Allocates an object or array.</summary>
    New,

    /// <summary>Copies a variable.</summary>
    Copy,

    /// <summary>Moves a variable into another.</summary>
    MoveTake,

    /// <summary>Clears a variable.</summary>
    Clear,

    /// <summary>Stores a variable in a field, element or item.</summary>
    Store,

    /// <summary>Moves a variable into a field, element or item.</summary>
    StoreTake,

    /// <summary>Nulls a field, element or item.</summary>
    StoreNull,

    /// <summary>Loads a field, element or item.</summary>
    Load,

    /// <summary>Copies a borrowed field, element or item.</summary>
    BorrowCopy,

    /// <summary>Writes a data word or byte.</summary>
    Write,

    /// <summary>Resizes a buffer.</summary>
    Resize,

    /// <summary>Makes a weak reference.</summary>
    NewWeak,

    /// <summary>Loads a weak reference.</summary>
    LoadWeak,

    /// <summary>Asks for hash, type and size.</summary>
    Ask,

    /// <summary>Compares two variables.</summary>
    Compare,

    /// <summary>Collects a generation.</summary>
    Collect,

    /// <summary>Passes a safe point.</summary>
    SafePoint,

    /// <summary>Enters a function.</summary>
    Call,

    /// <summary>Leaves a function.</summary>
    Return,

    /// <summary>Resizes the root area.</summary>
    ResizeRoots,
}

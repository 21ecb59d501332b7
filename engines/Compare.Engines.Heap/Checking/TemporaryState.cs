namespace Compare.Engines.Heap.Checking;

/// <summary>What has become of a temporary.</summary>
internal enum TemporaryState
{
    /// <summary>Owns its reference and waits to be consumed.</summary>
    Owned,

    /// <summary>Owns nothing.</summary>
    Borrowed,

    /// <summary>Was owned; a local or field has it now.</summary>
    Consumed,

    /// <summary>Was borrowed; the field that it was read from was overwritten.</summary>
    Overwritten,

    /// <summary>Was borrowed; the last reference to its object went.</summary>
    Freed,
}

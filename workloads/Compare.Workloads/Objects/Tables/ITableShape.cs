namespace Compare.Workloads.Objects.Tables;

/// <summary>What the entries of a table consist of; constants for the compiler.</summary>
internal interface ITableShape
{
    /// <summary>Gets the index of the buffer.</summary>
    static abstract int Buffer { get; }

    /// <summary>Gets the references of an entry: key, and value where there is one.</summary>
    static abstract int References { get; }

    /// <summary>Gets a value indicating whether an entry keeps its key's hash.</summary>
    static abstract bool HasHashes { get; }
}

namespace Compare.Workloads.Objects.Tables;

/// <summary>Entries of a dictionary whose keys are strings, which know their hash: key and value.</summary>
internal readonly struct StringEntries : ITableShape
{
    /// <inheritdoc/>
    public static int Buffer => 1;

    /// <inheritdoc/>
    public static int References => 2;

    /// <inheritdoc/>
    public static bool HasHashes => false;
}

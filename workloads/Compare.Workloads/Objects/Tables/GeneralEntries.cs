namespace Compare.Workloads.Objects.Tables;

/// <summary>Entries of a dictionary: key, value and hash.</summary>
internal readonly struct GeneralEntries : ITableShape
{
    /// <inheritdoc/>
    public static int Buffer => 0;

    /// <inheritdoc/>
    public static int References => 2;

    /// <inheritdoc/>
    public static bool HasHashes => true;
}

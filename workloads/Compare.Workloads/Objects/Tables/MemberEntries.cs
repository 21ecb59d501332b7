namespace Compare.Workloads.Objects.Tables;

/// <summary>Entries of a set: key and hash.</summary>
internal readonly struct MemberEntries : ITableShape
{
    /// <inheritdoc/>
    public static int Buffer => 0;

    /// <inheritdoc/>
    public static int References => 1;

    /// <inheritdoc/>
    public static bool HasHashes => true;
}

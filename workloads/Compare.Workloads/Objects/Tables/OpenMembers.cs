namespace Compare.Workloads.Objects.Tables;

/// <summary>Slots of a set: key.</summary>
internal readonly struct OpenMembers : ITableShape
{
    /// <inheritdoc/>
    public static int Buffer => 0;

    /// <inheritdoc/>
    public static int References => 1;

    /// <inheritdoc/>
    public static bool HasHashes => false;
}

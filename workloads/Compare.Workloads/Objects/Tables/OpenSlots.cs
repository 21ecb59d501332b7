namespace Compare.Workloads.Objects.Tables;

/// <summary>Slots of a dictionary: key and value.</summary>
internal readonly struct OpenSlots : ITableShape
{
    /// <inheritdoc/>
    public static int Buffer => 0;

    /// <inheritdoc/>
    public static int References => 2;

    /// <inheritdoc/>
    public static bool HasHashes => false;
}

namespace Compare.Workloads.Objects.Tables;

/// <summary>
/// Slots of a weak dictionary where dictionaries have no index: key, value and the hash of the real key, which nobody could
/// compute any more once it is dead.
/// </summary>
internal readonly struct WeakSlots : ITableShape
{
    /// <inheritdoc/>
    public static int Buffer => 0;

    /// <inheritdoc/>
    public static int References => 2;

    /// <inheritdoc/>
    public static bool HasHashes => true;
}

namespace Compare.Engines.Heap.Probes;

/// <summary>Counts nothing: timing runs.</summary>
public readonly struct NoProbe : IWorkProbe
{
    /// <inheritdoc/>
    public static bool Counts => false;
}

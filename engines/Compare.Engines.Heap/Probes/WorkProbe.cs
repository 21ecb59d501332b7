namespace Compare.Engines.Heap.Probes;

/// <summary>Counts every barrier and count operation: runs for the work vector.</summary>
public readonly struct WorkProbe : IWorkProbe
{
    /// <inheritdoc/>
    public static bool Counts => true;
}

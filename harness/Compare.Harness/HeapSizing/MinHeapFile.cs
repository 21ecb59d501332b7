namespace Compare.Harness.HeapSizing;

/// <summary>The content of <c>minheap.json</c>.</summary>
internal sealed record MinHeapFile
{
    /// <summary>The only schema number that this version reads.</summary>
    public const int CurrentSchema = 1;

    /// <summary>Number of the schema.</summary>
    public required int Schema { get; init; }

    /// <summary>One certificate for each key.</summary>
    public required IReadOnlyList<MinHeapCertificate> Certificates { get; init; }
}

using Compare.Harness.Results;

namespace Compare.Harness.HeapSizing;

/// <summary>What the smallest heap of an engine for a workload is, and how that is known.</summary>
public sealed record MinHeapCertificate
{
    /// <summary>For what it holds.</summary>
    public required MinHeapKey Key { get; init; }

    /// <summary>Exact peak of live bytes, from where the search began; null when it is not known.</summary>
    public long? PeakLiveBytes { get; init; }

    /// <summary>How the run in the generous heap ended, against which thrashing is judged; null when there was none.</summary>
    public CellStatus? GenerousStatus { get; init; }

    /// <summary>Median CPU time of an iteration in the generous heap, ns.</summary>
    public long? GenerousCpuNs { get; init; }

    /// <summary>Heap limit of that run, bytes; null for none.</summary>
    public long? GenerousBytes { get; init; }

    /// <summary>
    /// True when there is nothing to search: the engine opts out of sweeps, or the workload does not apply to it.
    /// </summary>
    public bool IsExempt { get; init; }

    /// <summary>Why nothing was searched, or nothing was found, in one sentence; null with a minimum.</summary>
    public string? Reason { get; init; }

    /// <summary>The search; null when nothing was searched.</summary>
    public SearchResult? Search { get; init; }

    /// <summary>Smallest verified heap, bytes; null when there is none.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public long? MinimumBytes => Search?.MinimumBytes;

    /// <summary>Smallest heap ÷ peak of live bytes: how many times what it keeps the program needs; null when unknown.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public double? SpaceFactor =>
        MinimumBytes is { } minimum && PeakLiveBytes is > 0 and { } peak ? (double)minimum / peak : null;
}

using CsvHelper.Configuration.Attributes;

namespace Compare.Harness.Fingerprints;

/// <summary>
/// What a workload does to memory, measured on the exact heap and so independent of any engine: one row of <c>fingerprints.csv</c>.
/// </summary>
/// <remarks>
/// Bytes are nominal, as on the allocation clock. The measures are the demographics that the literature describes workloads by: Blackburn
/// et al. 2006 (DaCapo), Hertz et al. 2006 (death times), Dieckmann and Hölzle 1999 (sizes and pointers).
/// </remarks>
public sealed record Fingerprint
{
    /// <summary>The workload with the parameters that were written.</summary>
    [Name("workload")]
    public required string Workload { get; init; }

    /// <summary>Objects allocated.</summary>
    [Name("allocated_objects")]
    public required long AllocatedObjects { get; init; }

    /// <summary>Bytes allocated.</summary>
    [Name("allocated_bytes")]
    public required long AllocatedBytes { get; init; }

    /// <summary>Allocated bytes over allocated objects, buffers included.</summary>
    [Name("mean_object_bytes")]
    public required double MeanObjectBytes { get; init; }

    /// <summary>Share of the allocated bytes in objects and buffers of 8 KiB and more.</summary>
    [Name("large_bytes_share")]
    public required double LargeBytesShare { get; init; }

    /// <summary>Most objects live at once.</summary>
    [Name("peak_live_objects")]
    public required long PeakLiveObjects { get; init; }

    /// <summary>Most bytes live at once.</summary>
    [Name("peak_live_bytes")]
    public required long PeakLiveBytes { get; init; }

    /// <summary>Allocated bytes over peak live bytes: how often the heap is filled anew.</summary>
    [Name("turnover")]
    public required double Turnover { get; init; }

    /// <summary>Share of allocated bytes that live for another 64 KiB of allocation.</summary>
    [Name("survival_64kib")]
    public required double SurvivalSmall { get; init; }

    /// <summary>Share of allocated bytes that live for another 4 MiB of allocation: what a nursery of that size promotes.</summary>
    [Name("survival_4mib")]
    public required double SurvivalNursery { get; init; }

    /// <summary>References over all words of live objects at the peak.</summary>
    [Name("pointer_density")]
    public required double PointerDensity { get; init; }

    /// <summary>References out of a live object at the peak, the mean.</summary>
    [Name("mean_out_degree")]
    public required double MeanOutDegree { get; init; }

    /// <summary>References into the live object at the peak that has most.</summary>
    [Name("largest_in_degree")]
    public required long LargestInDegree { get; init; }

    /// <summary>Share of live objects at the peak with more than one reference to them.</summary>
    [Name("shared_objects_share")]
    public required double SharedObjectsShare { get; init; }

    /// <summary>Share of reference stores that put a reference to a younger object into one older by 1 MiB of allocation and more.</summary>
    [Name("old_to_young_share")]
    public required double OldToYoungShare { get; init; }

    /// <summary>Share of dead bytes that counting alone would not have reclaimed.</summary>
    [Name("cyclic_garbage_share")]
    public required double CyclicGarbageShare { get; init; }

    /// <summary>Reference stores for each object allocated.</summary>
    [Name("stores_per_object")]
    public required double StoresPerObject { get; init; }

    /// <summary>Stores that overwrite a reference, for each object allocated.</summary>
    [Name("overwrites_per_object")]
    public required double OverwritesPerObject { get; init; }

    /// <summary>Weak references for each object allocated.</summary>
    [Name("weak_references_per_object")]
    public required double WeakReferencesPerObject { get; init; }

    /// <summary>Finalizers run for each object allocated.</summary>
    [Name("finalizers_per_object")]
    public required double FinalizersPerObject { get; init; }
}

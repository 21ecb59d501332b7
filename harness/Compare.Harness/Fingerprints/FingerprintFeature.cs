namespace Compare.Harness.Fingerprints;

/// <summary>One axis of the space in which workloads are compared.</summary>
/// <param name="Name">Its name, as the column's.</param>
/// <param name="High">What a workload is called that is far out on it, in a few words.</param>
/// <param name="Low">What one at its other end is called.</param>
/// <param name="Value">Its value, on a scale on which equal steps mean equally much.</param>
public sealed record FingerprintFeature(string Name, string High, string Low, Func<Fingerprint, double> Value)
{
    /// <summary>
    /// The axes. Amounts that range over powers of ten are taken as logarithms, shares that are mostly near zero as square roots, so
    /// that a single extreme workload does not press all others together.
    /// </summary>
    public static IReadOnlyList<FingerprintFeature> All { get; } =
    [
        new("mean_object_bytes", "large objects", "small objects", print => Math.Log10(Math.Max(1, print.MeanObjectBytes))),
        new("large_bytes_share", "large buffers", "no large buffers", print => Math.Sqrt(print.LargeBytesShare)),
        new("peak_live_bytes", "large live set", "small live set", print => Math.Log10(Math.Max(1, print.PeakLiveBytes))),
        new("turnover", "much turnover", "builds and keeps", print => Math.Log10(Math.Max(1, print.Turnover))),
        new("survival_64kib", "survives at first", "dies at once", print => print.SurvivalSmall),
        new("survival_4mib", "survives a nursery", "dies in the nursery", print => print.SurvivalNursery),
        new("pointer_density", "mostly references", "mostly data", print => print.PointerDensity),
        new("mean_out_degree", "many references an object", "few references an object", print => Math.Log10(1 + print.MeanOutDegree)),
        new("largest_in_degree", "popular objects", "no popular object", print => Math.Log10(1 + print.LargestInDegree)),
        new("shared_objects_share", "shared objects", "trees and chains", print => print.SharedObjectsShare),
        new("old_to_young_share", "old-to-young stores", "no old-to-young stores", print => Math.Sqrt(print.OldToYoungShare)),
        new("cyclic_garbage_share", "cyclic garbage", "acyclic garbage", print => print.CyclicGarbageShare),
        new("stores_per_object", "many stores", "few stores", print => Math.Log10(0.1 + print.StoresPerObject)),
        new("overwrites_per_object", "mutation", "no mutation", print => Math.Log10(0.1 + print.OverwritesPerObject)),
        new("weak_references_per_object", "weak references", "no weak references", print => Math.Sqrt(print.WeakReferencesPerObject)),
        new("finalizers_per_object", "finalizers", "no finalizers", print => Math.Sqrt(print.FinalizersPerObject)),
    ];
}

namespace Compare.Harness.Matrix;

/// <summary>The probes by the words of matrix files.</summary>
public static class ProbeCatalog
{
    /// <summary>The word for all of them but the maps of the heap, and the default.</summary>
    public const string All = "all";

    /// <summary>Every probe in the order of <c>list probes</c>.</summary>
    public static IReadOnlyList<ProbeInfo> Probes { get; } =
    [
        new("gc-events", Matrix.Probes.GcEvents,
            "Collections, sweep slices and cascades, one by one.",
            "events.csv; pause_count, pause_*_ns, gc_ns and mutator_ns; utilization and pause percentiles"),
        new("timeline", Matrix.Probes.Timeline,
            "Samples of used and committed memory on the allocation clock.",
            "timeline.csv; the memory curves and the space-time product"),
        new("work-vector", Matrix.Probes.WorkVector,
            "One more invocation per cell, which counts the work with probes compiled in, breaks memory down and is not timed.",
            "work.csv, probes.csv, memory.csv; the exact gate"),
        new("oracle", Matrix.Probes.Oracle,
            "What a run allocates and keeps live is held against what the workload or the exact heap promises.",
            "no column; a run that breaks the promise is no longer found"),
        new("latency", Matrix.Probes.Latency,
            "Scheduled arrival, begin and end of every request of workloads that serve them.",
            "requests.csv; request_*_ns, requests and idle_ns; latency.csv and capacity.csv"),
        new("rss", Matrix.Probes.Rss,
            "Peak of the resident memory of the process, as the system counts it.",
            "rss_peak_bytes"),
        new("peak-live", Matrix.Probes.PeakLive,
            "What is live at the peak is weighed after a full collection, in the first warm-up iteration.",
            "peak_live_bytes"),
        new("memory", Matrix.Probes.Memory,
            "Where the memory is, term by term, from looks at the whole heap in the invocation that counts the work.",
            "memory.csv and fragmentation.csv"),
        new("counters", Matrix.Probes.Counters,
            "Instructions, cycles, misses and faults, as the processor and the system count them in measured iterations.",
            "counters.csv"),
        new("heap-map", Matrix.Probes.HeapMap,
            "Maps of the heap over the allocation clock, in the invocation that counts the work; not among 'all'.",
            "heapmaps.json and the report's heap maps"),
    ];

    /// <summary>Every word.</summary>
    public static IReadOnlyCollection<string> Names { get; } = [.. Probes.Select(probe => probe.Name)];

    /// <summary>The probe of a word, or null.</summary>
    /// <param name="name">The word.</param>
    public static ProbeInfo? Find(string name) => Probes.FirstOrDefault(probe => probe.Name == name);

    /// <summary>The words of a choice of probes, in the order of the catalogue.</summary>
    /// <param name="probes">The choice.</param>
    public static IEnumerable<string> NamesOf(Probes probes) =>
        Probes.Where(probe => probes.HasFlag(probe.Flag)).Select(probe => probe.Name);
}

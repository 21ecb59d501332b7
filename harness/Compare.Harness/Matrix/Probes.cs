namespace Compare.Harness.Matrix;

/// <summary>Recordings that a run makes besides the times of its iterations. What is not recorded is empty in the results.</summary>
[Flags]
public enum Probes
{
    /// <summary>Times and answers only.</summary>
    None = 0,

    /// <summary>Collections and cascades, and with them pauses and the split of time.</summary>
    GcEvents = 1,

    /// <summary>Samples of used and committed memory on the allocation clock.</summary>
    Timeline = 1 << 1,

    /// <summary>The invocation that counts the work, with probes compiled in.</summary>
    WorkVector = 1 << 2,

    /// <summary>What the run allocates is held against the exact heap.</summary>
    Oracle = 1 << 3,

    /// <summary>Begin and end of every request.</summary>
    Latency = 1 << 4,

    /// <summary>Peak of the resident memory.</summary>
    Rss = 1 << 5,

    /// <summary>What is live at the peak is weighed in the first warm-up iteration.</summary>
    PeakLive = 1 << 6,

    /// <summary>Where the memory is, term by term, in the invocation that counts the work.</summary>
    Memory = 1 << 7,

    /// <summary>Counters of the processor.</summary>
    Counters = 1 << 8,

    /// <summary>Maps of the heap, in the invocation that counts the work.</summary>
    HeapMap = 1 << 9,

    /// <summary>Everything but <see cref="HeapMap"/>, which is for looking and not for measuring.</summary>
    All = GcEvents | Timeline | WorkVector | Oracle | Latency | Rss | PeakLive | Memory | Counters,
}

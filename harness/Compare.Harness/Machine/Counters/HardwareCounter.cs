namespace Compare.Harness.Machine.Counters;

/// <summary>One counter that perf_event_open(2) knows.</summary>
/// <param name="Name">Name in <c>counters.csv</c>.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Type">Kind of the counter: PERF_TYPE_HARDWARE 0, _SOFTWARE 1, _HW_CACHE 3.</param>
/// <param name="Config">Which one of its kind.</param>
public sealed record HardwareCounter(string Name, string Unit, uint Type, ulong Config)
{
    private const uint Hardware = 0;
    private const uint Software = 1;
    private const uint Cache = 3;

    // PERF_COUNT_HW_CACHE_DTLB, _OP_READ << 8, _RESULT_MISS << 16.
    private const ulong DataTlbReadMisses = 3 | (0 << 8) | (1 << 16);

    /// <summary>Those that are read.</summary>
    public static IReadOnlyList<HardwareCounter> All { get; } =
    [
        new("instructions", "instructions", Hardware, 1),
        new("cycles", "cycles", Hardware, 0),
        new("cache_references", "references", Hardware, 2),
        new("cache_misses", "misses", Hardware, 3),
        new("branch_misses", "misses", Hardware, 5),
        new("dtlb_misses", "misses", Cache, DataTlbReadMisses),
        new("page_faults", "faults", Software, 2),
    ];
}

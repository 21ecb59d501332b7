namespace Compare.Engines.Abstractions.Workloads;

/// <summary>What one run of a workload must do, computed from its parameters and seed alone.</summary>
/// <param name="AllocatedObjects">Objects allocated (weak references included, buffers not).</param>
/// <param name="AllocatedBytes">Bytes on the allocation clock.</param>
/// <param name="PeakLiveObjects">Objects reachable when the run reports its peak.</param>
/// <param name="PeakLiveBytes">Their nominal bytes, buffers included.</param>
/// <param name="AllocationTolerance">Allowed relative difference of the first two; 0 for exact.</param>
/// <param name="LiveTolerance">Allowed relative difference of the last two; 0 for exact.</param>
public sealed record WorkloadExpectation(
    long AllocatedObjects,
    long AllocatedBytes,
    long PeakLiveObjects,
    long PeakLiveBytes,
    double AllocationTolerance = 0,
    double LiveTolerance = 0);

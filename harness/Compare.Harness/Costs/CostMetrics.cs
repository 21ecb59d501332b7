namespace Compare.Harness.Costs;

/// <summary>
/// Names of the measures in <c>costs.csv</c>. Totals are of one measured iteration: the mean over iterations, then over
/// invocations.
/// </summary>
public static class CostMetrics
{
    /// <summary>Mean wall time of an iteration, ns.</summary>
    public const string WallMean = "wall_mean_ns";

    /// <summary>Mean of the pauses of an iteration: the explicit cost in wall time, ns.</summary>
    public const string WallExplicit = "wall_explicit_ns";

    /// <summary>Mean wall time less pauses, ns.</summary>
    public const string WallDistilled = "wall_distilled_ns";

    /// <summary>Mean wall time over the least distilled wall time of the workload: lower-bound overhead.</summary>
    public const string WallOverhead = "wall_over_lower_bound";

    /// <summary>Mean wall time over that of the engine that never collects, without a heap limit.</summary>
    public const string WallOverFloor = "wall_over_floor";

    /// <summary>Pauses over wall time.</summary>
    public const string PauseShare = "pause_share";

    /// <summary>Mean CPU time of an iteration, all threads of the process, ns.</summary>
    public const string CpuMean = "cpu_mean_ns";

    /// <summary>Mean CPU time inside collections of an iteration: the explicit cost in CPU time, ns.</summary>
    public const string CpuExplicit = "cpu_explicit_ns";

    /// <summary>Mean CPU time less that of collections, ns.</summary>
    public const string CpuDistilled = "cpu_distilled_ns";

    /// <summary>Mean CPU time over the least distilled CPU time of the workload: lower-bound overhead.</summary>
    public const string CpuOverhead = "cpu_over_lower_bound";

    /// <summary>Mean CPU time over that of the engine that never collects, without a heap limit.</summary>
    public const string CpuOverFloor = "cpu_over_floor";

    /// <summary>CPU time of collections over CPU time.</summary>
    public const string CollectorCpuShare = "gc_cpu_share";

    /// <summary>Space-time product of an iteration: memory held, integrated over time; byte-seconds.</summary>
    public const string SpaceTime = "space_time_byte_s";

    /// <summary>Mean of the memory held over the allocation clock, bytes.</summary>
    public const string CommittedMean = "committed_mean_bytes";

    /// <summary>Objects examined by all collections over objects allocated.</summary>
    public const string MarkConsObjects = "mark_cons_objects";

    /// <summary>Bytes moved or promoted by all collections over bytes allocated.</summary>
    public const string MarkConsBytes = "mark_cons_bytes";

    /// <summary>Objects examined by collections of the youngest generation over objects allocated.</summary>
    public const string MarkConsMinor = "mark_cons_minor_objects";

    /// <summary>Objects examined by all other collections over objects allocated.</summary>
    public const string MarkConsMajor = "mark_cons_major_objects";

    /// <summary>Bytes that survived collections of the youngest generation over bytes that these found in it.</summary>
    public const string NurserySurvival = "nursery_survival";

    /// <summary>Count operations over stores of references.</summary>
    public const string CountOperations = "count_operations_per_store";

    /// <summary>Slow paths of the write barrier over stores of references.</summary>
    public const string BarrierHits = "barrier_hits_per_store";

    /// <summary>
    /// Wall time of the second iteration with the probe of the work vector over that of the same iteration without.
    /// </summary>
    public const string WorkVectorProbe = "work_vector_probe_wall_ratio";
}

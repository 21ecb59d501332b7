using CsvHelper.Configuration.Attributes;

namespace Compare.Harness.Results;

/// <summary>
/// One row of <c>invocations.csv</c>: one run of one cell, in a process of its own but for batches. A value that the engine
/// cannot know, or that was not reached, is <see langword="null"/>, in the file never 0.
/// </summary>
/// <key>config, workload, heap_bytes, invocation</key>
/// <empty>
/// Where the invocation did not get there, where the engine cannot know, and where there was nothing to measure, as the median
/// of no pauses; <c>error</c> and <c>warnings</c> where there is nothing to tell.
/// </empty>
public sealed record InvocationRow : ICellKey
{
    /// <inheritdoc/>
    [Name("engine")]
    public required string Engine { get; init; }

    /// <inheritdoc/>
    [Name("config")]
    public required string Config { get; init; }

    /// <inheritdoc/>
    [Name("workload")]
    public required string Workload { get; init; }

    /// <summary>Name of the size preset: <c>smoke</c>, <c>default</c> or <c>large</c>.</summary>
    [Name("size")]
    public required string Size { get; init; }

    /// <summary>Seed of the workload's random numbers.</summary>
    [Name("seed")]
    public required long Seed { get; init; }

    /// <inheritdoc/>
    [Name("heap_bytes")]
    public long? HeapBytes { get; init; }

    /// <inheritdoc/>
    [Name("invocation")]
    public required int Invocation { get; init; }

    /// <summary>
    /// Position of this invocation in the plan, from 0: the order of execution, but that a batch runs as a whole where its first
    /// invocation stands.
    /// </summary>
    [Name("order")]
    public required int Order { get; init; }

    /// <summary>How it ended.</summary>
    [Name("status")]
    public required CellStatus Status { get; init; }

    /// <summary>The reason for any status but <see cref="CellStatus.Ok"/>, in one sentence.</summary>
    [Name("error")]
    public string? Error { get; init; }

    /// <summary>Median wall time of the measured iterations, ns: the whole workload once.</summary>
    [Name("wall_ns")]
    public long? WallNs { get; init; }

    /// <summary>Median CPU time (user and system, all threads) of the measured iterations, ns.</summary>
    [Name("cpu_ns")]
    public long? CpuNs { get; init; }

    /// <summary>Wall time less collector pauses, and less waiting for requests, of the median iteration, ns.</summary>
    [Name("mutator_ns")]
    public long? MutatorNs { get; init; }

    /// <summary>Collector pauses of the median iteration, ns.</summary>
    [Name("gc_ns")]
    public long? GcNs { get; init; }

    /// <summary>Pauses in all measured iterations.</summary>
    [Name("pause_count")]
    public long? PauseCount { get; init; }

    /// <summary>Longest pause in the measured iterations, ns.</summary>
    [Name("pause_max_ns")]
    public long? PauseMaxNs { get; init; }

    /// <summary>Median pause in the measured iterations, ns.</summary>
    [Name("pause_p50_ns")]
    public long? PauseP50Ns { get; init; }

    /// <summary>99th percentile of the pauses in the measured iterations, ns.</summary>
    [Name("pause_p99_ns")]
    public long? PauseP99Ns { get; init; }

    /// <summary>Objects that one iteration allocates.</summary>
    [Name("allocated_objects")]
    public long? AllocatedObjects { get; init; }

    /// <summary>Bytes that one iteration requests on the allocation clock (the same for every engine).</summary>
    [Name("allocated_bytes")]
    public long? AllocatedBytes { get; init; }

    /// <summary>Largest number of bytes in use by objects that was seen (live and not yet reclaimed).</summary>
    [Name("heap_peak_bytes")]
    public long? HeapPeakBytes { get; init; }

    /// <summary>Largest number of bytes that the engine held from the operating system.</summary>
    [Name("committed_peak_bytes")]
    public long? CommittedPeakBytes { get; init; }

    /// <summary>Peak resident set of the process as the kernel saw it, bytes.</summary>
    [Name("rss_peak_bytes")]
    public long? RssPeakBytes { get; init; }

    /// <summary>Collections of the youngest generation in all measured iterations.</summary>
    [Name("minor_collections")]
    public long? MinorCollections { get; init; }

    /// <summary>Collections of the whole heap in all measured iterations.</summary>
    [Name("major_collections")]
    public long? MajorCollections { get; init; }

    /// <summary>Measured iterations where the matrix leaves them to each process (<c>iterations: auto</c>); empty otherwise.</summary>
    [Name("measured_iterations")]
    [Optional]
    public int? MeasuredIterations { get; init; }

    /// <summary>The workload's own answer as 16 hexadecimal digits: equal for every engine.</summary>
    [Name("checksum")]
    public string? Checksum { get; init; }

    /// <summary>Time from starting the process to the first operation of the workload, ns.</summary>
    [Name("startup_ns")]
    public long? StartupNs { get; init; }

    /// <summary>Collections of the host runtime during measured iterations; must be 0 on unmanaged memory.</summary>
    [Name("host_collections")]
    public long? HostCollections { get; init; }

    /// <summary>
    /// Weak callbacks and finalizers that the engine delivered some time after the collection that found their object dead,
    /// in the whole process; empty where it delivers them at once or does not know.
    /// </summary>
    [Name("delayed_calls")]
    [Optional]
    public long? DelayedCalls { get; init; }

    /// <summary>Mean time from the end of that collection to the call, ns; empty without calls.</summary>
    [Name("call_delay_mean_ns")]
    [Optional]
    public long? CallDelayMeanNs { get; init; }

    /// <summary>Longest such time, ns; empty without calls.</summary>
    [Name("call_delay_max_ns")]
    [Optional]
    public long? CallDelayMaxNs { get; init; }

    /// <summary>Mean of what the program allocated meanwhile, bytes on the allocation clock; empty without calls.</summary>
    [Name("call_delay_mean_bytes")]
    [Optional]
    public long? CallDelayMeanBytes { get; init; }

    /// <summary>Most that the program allocated meanwhile, bytes on the allocation clock; empty without calls.</summary>
    [Name("call_delay_max_bytes")]
    [Optional]
    public long? CallDelayMaxBytes { get; init; }

    /// <summary>Things a careful reader should know of this invocation, separated by "; ".</summary>
    [Name("warnings")]
    public string? Warnings { get; init; }

    /// <summary>
    /// CPU time that went into observing the collector in all measured iterations, ns; empty for engines that log their own
    /// events. Results of earlier versions have no such column, as those that follow.
    /// </summary>
    [Name("observer_cpu_ns")]
    [Optional]
    public long? ObserverCpuNs { get; init; }

    /// <summary>Bytes that observing the collector allocated on the host's heap in all measured iterations.</summary>
    [Name("observer_bytes")]
    [Optional]
    public long? ObserverBytes { get; init; }

    /// <summary>Events that were received in all measured iterations.</summary>
    [Name("observer_events")]
    [Optional]
    public long? ObserverEvents { get; init; }

    /// <summary>Collections of the measured iterations of which no event told; 0 when all are in <c>events.csv</c>.</summary>
    [Name("lost_collections")]
    [Optional]
    public long? LostCollections { get; init; }

    /// <summary>
    /// Requests of the measured iterations; empty for a program that serves none, as are the columns that follow.
    /// </summary>
    [Name("requests")]
    [Optional]
    public long? Requests { get; init; }

    /// <summary>
    /// Median latency of a request, ns: from its scheduled arrival to its end, from its begin where there is no schedule.
    /// </summary>
    [Name("request_p50_ns")]
    [Optional]
    public long? RequestP50Ns { get; init; }

    /// <summary>99th percentile of the latencies, ns; empty with fewer than 100 requests.</summary>
    [Name("request_p99_ns")]
    [Optional]
    public long? RequestP99Ns { get; init; }

    /// <summary>99.9th percentile of the latencies, ns; empty with fewer than 1000 requests.</summary>
    [Name("request_p999_ns")]
    [Optional]
    public long? RequestP999Ns { get; init; }

    /// <summary>Longest latency, ns.</summary>
    [Name("request_max_ns")]
    [Optional]
    public long? RequestMaxNs { get; init; }

    /// <summary>
    /// Wall time of the median iteration in which the program waited for requests to arrive, ns: in <see cref="WallNs"/>, not in
    /// <see cref="MutatorNs"/>. 0 in a closed loop.
    /// </summary>
    [Name("idle_ns")]
    [Optional]
    public long? IdleNs { get; init; }

    /// <summary>
    /// Bytes of the objects that were live when the workload said that most are, after a full collection in the first warm-up
    /// iteration, in the engine's own layout; empty without a warm-up, or where the engine cannot tell.
    /// </summary>
    [Name("peak_live_bytes")]
    [Optional]
    public long? PeakLiveBytes { get; init; }

    /// <summary>
    /// The multiple of the workload's smallest heap, or of its peak of live bytes, that the heap limit stands for; empty outside a
    /// heap sweep and for engines that opt out of it.
    /// </summary>
    [Name("heap_point")]
    [Optional]
    public decimal? HeapPoint { get; init; }

    /// <summary>
    /// The process that ran this invocation, named by the number of the first invocation that it ran: where several of one cell
    /// share a process (<c>runs.batch</c>), they are one independent observation. <c>startup_ns</c> and <c>rss_peak_bytes</c>,
    /// which belong to the process, stand on its first invocation only.
    /// </summary>
    [Name("process")]
    [Optional]
    public int? Process { get; init; }
}

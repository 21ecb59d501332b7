using System.Text.Json.Serialization;

namespace Compare.Harness.Execution;

/// <summary>One event of a measured iteration. Numbers in the order of the columns of <c>events.csv</c>, null for unknown.</summary>
/// <param name="Iteration">Number of the iteration, warm-up included.</param>
/// <param name="Phase">Phase of the workload.</param>
/// <param name="Kind">What happened, snake_case.</param>
/// <param name="Cause">Why, snake_case.</param>
/// <param name="Numbers">
/// generation, start_ns, pause_ns, cpu_ns, allocated_bytes, before_bytes, after_bytes, committed_bytes, visited_objects,
/// copied_objects, copied_bytes, freed_objects, freed_bytes, finalizers_run, weak_cleared, uncollectable_objects,
/// old_state, new_state, pinned_objects.
/// </param>
public sealed record WorkerEvent(
    [property: JsonPropertyName("i")] int Iteration,
    [property: JsonPropertyName("p")] string? Phase,
    [property: JsonPropertyName("k")] string Kind,
    [property: JsonPropertyName("c")] string Cause,
    [property: JsonPropertyName("n")] IReadOnlyList<long?> Numbers)
{
    /// <summary>What only some engines can tell; null when this one tells none of it.</summary>
    [JsonPropertyName("d")]
    public WorkerEventDetails? Details { get; init; }

    /// <summary>Length of <see cref="Numbers"/>.</summary>
    public const int NumberCount = 19;
}

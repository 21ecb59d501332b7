using System.Text.Json.Serialization;

namespace Compare.Harness.Execution;

/// <summary>One sample of the heap in a measured iteration.</summary>
/// <param name="Iteration">Number of the iteration, warm-up included.</param>
/// <param name="WallNs">ns since the first operation.</param>
/// <param name="AllocatedBytes">Allocation clock since the first operation.</param>
/// <param name="UsedBytes">Bytes in use, null for unknown.</param>
/// <param name="CommittedBytes">Bytes held from the operating system, null for unknown.</param>
public sealed record WorkerSample(
    [property: JsonPropertyName("i")] int Iteration,
    [property: JsonPropertyName("t")] long WallNs,
    [property: JsonPropertyName("a")] long AllocatedBytes,
    [property: JsonPropertyName("u")] long? UsedBytes,
    [property: JsonPropertyName("m")] long? CommittedBytes);

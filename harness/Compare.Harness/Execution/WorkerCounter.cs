using System.Text.Json.Serialization;

namespace Compare.Harness.Execution;

/// <summary>What a hardware counter counted in a measured iteration.</summary>
/// <param name="Iteration">Number of the iteration, warm-up included.</param>
/// <param name="Name">Name of the counter.</param>
/// <param name="Value">The count, scaled up by the share.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="CountedShare">Share of the time for which the counter was on.</param>
public sealed record WorkerCounter(
    [property: JsonPropertyName("i")] int Iteration,
    [property: JsonPropertyName("n")] string Name,
    [property: JsonPropertyName("v")] long Value,
    [property: JsonPropertyName("u")] string Unit,
    [property: JsonPropertyName("s")] double CountedShare);

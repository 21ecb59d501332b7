namespace Compare.Harness.Latency;

/// <summary>The measured iterations of one invocation with their pauses.</summary>
/// <param name="Invocation">Number of the process among the repetitions of its cell.</param>
/// <param name="Runs">One timeline for each iteration of which every pause is known.</param>
public sealed record InvocationRuns(int Invocation, IReadOnlyList<PauseTimeline> Runs);

namespace Compare.Harness.Execution;

/// <summary>One number of the work vector.</summary>
/// <param name="Name">Name in snake_case.</param>
/// <param name="Value">The count, null where the engine cannot know it.</param>
/// <param name="Unit">What is counted.</param>
public sealed record WorkerCount(string Name, long? Value, string Unit);

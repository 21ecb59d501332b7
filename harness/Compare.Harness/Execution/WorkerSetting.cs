namespace Compare.Harness.Execution;

/// <summary>One setting of the engine, as asked for and as it came out.</summary>
/// <param name="Name">Name of the setting.</param>
/// <param name="Requested">What was asked for, or null.</param>
/// <param name="Effective">What is in effect, or null where that cannot be known.</param>
/// <param name="Unit">Unit of both; empty for words and plain numbers.</param>
/// <param name="TookEffect">Whether the request was met; null where there is none or it cannot be known.</param>
public sealed record WorkerSetting(string Name, string? Requested, string? Effective, string Unit, bool? TookEffect);

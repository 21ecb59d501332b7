using Compare.Harness.Planning;

namespace Compare.Harness.Execution;

/// <summary>What a pilot found.</summary>
/// <param name="Seen">Invocations with their time, ms.</param>
/// <param name="IsCutOff">True when the last one was still running as the budget ended: it takes longer than it says.</param>
public sealed record PilotResult(IReadOnlyList<(InvocationKey Key, long Ms)> Seen, bool IsCutOff);

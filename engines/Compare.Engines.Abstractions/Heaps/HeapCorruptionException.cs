namespace Compare.Engines.Abstractions.Heaps;

/// <summary>A verifier found an engine's memory in a state that cannot be.</summary>
/// <param name="message">Which invariant does not hold, and where.</param>
public sealed class HeapCorruptionException(string message) : Exception(message);

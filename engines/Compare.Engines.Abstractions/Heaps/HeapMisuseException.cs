namespace Compare.Engines.Abstractions.Heaps;

/// <summary>A program broke a rule of <see cref="IHeap{TRef}"/>; only the checking heap throws it.</summary>
/// <param name="message">What was misused, its name, and where.</param>
public sealed class HeapMisuseException(string message) : Exception(message);

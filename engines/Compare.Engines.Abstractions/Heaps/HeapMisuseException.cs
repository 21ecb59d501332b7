namespace Compare.Engines.Abstractions.Heaps;

/// <summary>
/// A program broke a rule of <see cref="IHeap{TRef}"/>. The checking heap throws it for all misuse; a bare engine only for access
/// to what an immediate value does not have.
/// </summary>
/// <param name="message">What was misused, its name, and where.</param>
public sealed class HeapMisuseException(string message) : Exception(message);

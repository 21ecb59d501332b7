namespace Compare.Engines.Abstractions.Heaps;

/// <summary>One line of a census.</summary>
/// <param name="Type">Name of the object type.</param>
/// <param name="Space">Name of the engine's space.</param>
/// <param name="Objects">Number of objects.</param>
/// <param name="Bytes">Bytes that they occupy in the engine's layout, buffers included.</param>
public readonly record struct CensusRow(string Type, string Space, long Objects, long Bytes);

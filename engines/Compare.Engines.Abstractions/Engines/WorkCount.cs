namespace Compare.Engines.Abstractions.Engines;

/// <summary>One number of the work vector: bit-identical for a seed.</summary>
/// <param name="Name">Name in snake_case, e.g. <c>reference_increments</c>.</param>
/// <param name="Value">The count; null where the engine cannot know it.</param>
/// <param name="Unit">What is counted: objects, bytes, operations, blocks.</param>
public readonly record struct WorkCount(string Name, long? Value, string Unit);

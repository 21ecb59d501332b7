namespace Compare.Engines.Abstractions.Types;

/// <summary>An engine's own name for a registered type; only the engine that gave it can use it.</summary>
/// <param name="Value">Meaning known to the engine: the address of its own description of the type.</param>
public readonly record struct TypeHandle(nint Value);

namespace Compare.Engines.Tests.PyPy.Support;

/// <summary>A name of a program: a slot of the root area.</summary>
/// <param name="Slot">Index in the root area.</param>
public sealed record Variable(int Slot);

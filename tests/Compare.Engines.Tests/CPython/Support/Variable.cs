namespace Compare.Engines.Tests.CPython.Support;

/// <summary>A name of a Python program: a slot of the root area, which owns what it holds.</summary>
/// <param name="Slot">Index in the root area.</param>
public sealed record Variable(int Slot);

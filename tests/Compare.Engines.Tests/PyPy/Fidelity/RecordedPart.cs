namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>A part of a measured object.</summary>
/// <param name="Structure">RPython's name of it; a leading plus is an object of the program that belongs to this one.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Count">How many alike there are.</param>
internal readonly record struct RecordedPart(string Structure, int Bytes, int Count);

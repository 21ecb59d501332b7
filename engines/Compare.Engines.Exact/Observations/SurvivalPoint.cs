namespace Compare.Engines.Exact.Observations;

/// <summary>One point of the survival curve on the allocation clock.</summary>
/// <param name="AgeBytes">Bytes allocated since birth.</param>
/// <param name="ShareOfBytes">Part of all allocated bytes, 0 to 1, that lived at least as long.</param>
/// <param name="ShareOfObjects">Part of all allocated objects, 0 to 1, that lived at least as long.</param>
public sealed record SurvivalPoint(long AgeBytes, double ShareOfBytes, double ShareOfObjects);

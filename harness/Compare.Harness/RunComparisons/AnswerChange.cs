namespace Compare.Harness.RunComparisons;

/// <summary>A cell whose program gave another answer, so that the two runs did not do the same work.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Base">Checksum in the base.</param>
/// <param name="New">Checksum in the new run.</param>
public sealed record AnswerChange(CellKey Cell, string Base, string New);

namespace Compare.Harness.Verification;

/// <summary>One place of a result directory that does not say what the raw files say.</summary>
/// <param name="File">Name of the file, relative to the directory.</param>
/// <param name="Line">Line in the file, from 1; null when the row is not in it.</param>
/// <param name="Row">What the row is about; empty where the file has no rows.</param>
/// <param name="Column">Name of the column; null when the whole row is missing or too many.</param>
/// <param name="Stored">What the file says; null when it has no such row or column.</param>
/// <param name="Recomputed">What the raw files say; null when they give no such row or column.</param>
public sealed record ResultDifference(
    string File, int? Line, string Row, string? Column, string? Stored, string? Recomputed);

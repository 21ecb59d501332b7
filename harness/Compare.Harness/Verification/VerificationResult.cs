namespace Compare.Harness.Verification;

/// <summary>What came of recomputing a result directory.</summary>
/// <param name="MadeBy">Version that made the result, with its commit behind a plus sign where it is known.</param>
/// <param name="Verified">Files that were recomputed.</param>
/// <param name="NotThere">Reports that the directory does not hold, so that they could not be verified.</param>
/// <param name="Differences">Places that differ; none when every number follows from the raw files.</param>
public sealed record VerificationResult(
    string MadeBy,
    IReadOnlyList<string> Verified,
    IReadOnlyList<string> NotThere,
    IReadOnlyList<ResultDifference> Differences)
{
    /// <summary>True when nothing differs.</summary>
    public bool Holds => Differences.Count == 0;
}

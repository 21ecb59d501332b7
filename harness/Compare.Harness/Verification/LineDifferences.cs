namespace Compare.Harness.Verification;

/// <summary>Finds the lines in which two texts differ.</summary>
internal static class LineDifferences
{
    /// <summary>Compares two texts line by line.</summary>
    /// <param name="file">Name of the file, for the differences.</param>
    /// <param name="stored">Text of the file.</param>
    /// <param name="recomputed">Text that it should have.</param>
    public static IEnumerable<ResultDifference> Of(string file, string stored, string recomputed)
    {
        if (stored == recomputed)
        {
            yield break;
        }

        string[] left = stored.Split('\n');
        string[] right = recomputed.Split('\n');
        for (int i = 0; i < Math.Max(left.Length, right.Length); i++)
        {
            string? was = i < left.Length ? left[i] : null;
            string? should = i < right.Length ? right[i] : null;
            if (was != should)
            {
                yield return new ResultDifference(file, i + 1, string.Empty, null, was, should);
            }
        }
    }
}

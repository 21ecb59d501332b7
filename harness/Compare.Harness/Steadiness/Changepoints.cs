namespace Compare.Harness.Steadiness;

/// <summary>
/// Where the mean or the variance of a series changes: the segmentation of least cost, found by PELT (Killick, Fearnhead and
/// Eckley 2012) with the penalty 15 ln n for each change (Barrett et al. 2017).
/// </summary>
/// <remarks>
/// The cost of a segment is −2 times the greatest log-likelihood of normal values in it. The standard deviation is at least a
/// ten-thousandth of the series' median: two values that happen to be equal are no change.
/// </remarks>
public static class Changepoints
{
    /// <summary>Fewest values between two changes: a variance needs two.</summary>
    public const int ShortestSegment = 2;

    private const double PenaltyPerLog = 15;
    private const double LeastRelativeDeviation = 1e-4;

    /// <summary>Finds the changes.</summary>
    /// <param name="values">The series, in any unit.</param>
    /// <returns>The index of the first value of every segment but the first, ascending.</returns>
    public static IReadOnlyList<int> Of(ReadOnlySpan<double> values)
    {
        if (values.Length < 2 * ShortestSegment)
        {
            return [];
        }

        SegmentCost cost = new(values, LeastRelativeDeviation);
        double penalty = PenaltyPerLog * Math.Log(values.Length);
        double[] best = new double[values.Length + 1];
        int[] last = new int[values.Length + 1];
        best[0] = -penalty;
        best[1] = double.PositiveInfinity;
        List<(int Start, int DeadFrom)> candidates = [(0, int.MaxValue)];
        for (int end = ShortestSegment; end <= values.Length; end++)
        {
            best[end] = double.PositiveInfinity;
            foreach ((int start, _) in candidates)
            {
                double total = best[start] + cost.Of(start, end) + penalty;
                if (total < best[end])
                {
                    best[end] = total;
                    last[end] = start;
                }
            }

            Prune(candidates, cost, best, end);
            candidates.Add((end - ShortestSegment + 1, int.MaxValue));
        }

        List<int> changes = [];
        for (int start = last[values.Length]; start > 0; start = last[start])
        {
            changes.Add(start);
        }

        changes.Reverse();
        return changes;
    }

    /// <summary>
    /// Drops starts that can never be best again. A start that is no better than a change here stays no better than it, but such
    /// a change cannot be used before a whole segment has passed.
    /// </summary>
    private static void Prune(List<(int Start, int DeadFrom)> candidates, SegmentCost cost, double[] best, int end)
    {
        for (int i = candidates.Count - 1; i >= 0; i--)
        {
            (int start, int deadFrom) = candidates[i];
            if (deadFrom == int.MaxValue && best[start] + cost.Of(start, end) > best[end])
            {
                deadFrom = end + ShortestSegment;
                candidates[i] = (start, deadFrom);
            }

            if (deadFrom <= end + 1)
            {
                candidates.RemoveAt(i);
            }
        }
    }
}

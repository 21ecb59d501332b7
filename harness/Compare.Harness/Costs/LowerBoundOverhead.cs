using Compare.Harness.Statistics;

namespace Compare.Harness.Costs;

/// <summary>
/// Lower-bound overhead (Cai, Blackburn, Bond and Maas 2022): the cost without any memory management cannot be measured, but it
/// is at most the least distilled cost, total less explicit collection, that any collector reached on the same program.
/// </summary>
/// <remarks>
/// D = min over cells of (mean T − mean E), of means, never of single runs; LBO = mean T / D. What a collector costs implicitly
/// (barriers, count operations, allocation, caches) stays in D, so the true overhead is at least LBO. Intervals come from
/// resampling the invocations of every cell and doing all of it again, the choice of the least cell included (percentile
/// bootstrap).
/// </remarks>
public static class LowerBoundOverhead
{
    /// <summary>How intervals are made.</summary>
    public const string Method = "bootstrap-all";

    /// <summary>The least distilled cost of all cells of which the explicit part is known.</summary>
    /// <param name="cells">The cells of one workload.</param>
    /// <returns>The bound, or null when there is no such cell.</returns>
    public static Bound? Distilled(IReadOnlyList<CostSample> cells) => Least(
        [.. cells.Select(cell => cell.Explicit is null ? (double?)null : cell.Totals.Average() - cell.Explicit.Average())]);

    /// <summary>The least total of some cells, such as those of an engine that never collects.</summary>
    /// <param name="cells">The cells of one workload.</param>
    /// <param name="isFloor">Which of them may be the floor.</param>
    /// <returns>The bound, or null when there is no such cell.</returns>
    public static Bound? Floor(IReadOnlyList<CostSample> cells, IReadOnlyList<bool> isFloor) => Least(
        [.. cells.Select((cell, i) => isFloor[i] ? cell.Totals.Average() : (double?)null)]);

    /// <summary>The overhead of every cell over the least distilled cost.</summary>
    /// <param name="cells">The cells of one workload, each with at least one invocation.</param>
    /// <param name="seeds">A seed for each cell, so that adding one leaves the draws of the others as they are.</param>
    /// <returns>One estimate per cell, or null when there is no bound.</returns>
    public static IReadOnlyList<Estimate>? OverDistilled(IReadOnlyList<CostSample> cells, IReadOnlyList<ulong> seeds) =>
        Over(cells, seeds, cell => cells[cell].Explicit is not null, subtract: true);

    /// <summary>The overhead of every cell over the least total of some cells.</summary>
    /// <param name="cells">The cells of one workload, each with at least one invocation.</param>
    /// <param name="isFloor">Which of them may be the floor.</param>
    /// <param name="seeds">A seed for each cell.</param>
    /// <returns>One estimate per cell, or null when there is no floor.</returns>
    public static IReadOnlyList<Estimate>? OverFloor(
        IReadOnlyList<CostSample> cells, IReadOnlyList<bool> isFloor, IReadOnlyList<ulong> seeds) =>
        Over(cells, seeds, cell => isFloor[cell], subtract: false);

    private static Estimate[]? Over(
        IReadOnlyList<CostSample> cells, IReadOnlyList<ulong> seeds, Func<int, bool> isCandidate, bool subtract)
    {
        bool[] candidates = [.. Enumerable.Range(0, cells.Count).Select(isCandidate)];
        (double Total, double Explicit)[] means =
            [.. cells.Select(cell => (cell.Totals.Average(), subtract ? cell.Explicit?.Average() ?? 0 : 0))];
        if (Denominator(means, candidates) is not { } bound)
        {
            return null;
        }

        double[][]? resampled = Candidates(cells, candidates).Any(cell => cell.Totals.Count < MedianEstimator.FewestForInterval)
            ? null
            : Resample(cells, seeds, candidates, subtract);
        return
        [
            .. cells.Select((cell, i) => resampled is null || cell.Totals.Count < MedianEstimator.FewestForInterval
                ? new Estimate(means[i].Total / bound, null, null, null)
                : Interval(means[i].Total / bound, resampled[i])),
        ];
    }

    private static IEnumerable<CostSample> Candidates(IReadOnlyList<CostSample> cells, bool[] candidates) =>
        cells.Where((_, i) => candidates[i]);

    private static double[][] Resample(
        IReadOnlyList<CostSample> cells, IReadOnlyList<ulong> seeds, bool[] candidates, bool subtract)
    {
        SplitMix64[] random = [.. seeds.Select(seed => new SplitMix64(seed))];
        double[][] totals = [.. cells.Select(cell => cell.Totals.ToArray())];
        double[]?[] parts = [.. cells.Select(cell => subtract ? cell.Explicit?.ToArray() : null)];
        ulong[][] bits = Array.ConvertAll(totals, values => new ulong[values.Length]);
        double[][] ratios = [.. cells.Select(_ => new double[MedianEstimator.Resamples])];
        (double Total, double Explicit)[] means = new (double, double)[cells.Count];
        for (int round = 0; round < MedianEstimator.Resamples; round++)
        {
            for (int i = 0; i < means.Length; i++)
            {
                random[i].Fill(bits[i]);
                means[i] = (MeanOfDraw(totals[i], bits[i]), parts[i] is { } known ? MeanOfDraw(known, bits[i]) : 0);
            }

            // A draw in which no distilled cost is positive says nothing about the ratio, and is left out of the interval.
            double? bound = Denominator(means, candidates);
            for (int i = 0; i < means.Length; i++)
            {
                ratios[i][round] = bound is { } least ? means[i].Total / least : double.NaN;
            }
        }

        return ratios;
    }

    private static double MeanOfDraw(double[] values, ulong[] bits)
    {
        double sum = 0;
        foreach (ulong drawn in bits)
        {
            sum += values[SplitMix64.Below(drawn, values.Length)];
        }

        return sum / values.Length;
    }

    private static double? Denominator((double Total, double Explicit)[] means, bool[] candidates) =>
        Least([.. means.Select((mean, i) => candidates[i] ? mean.Total - mean.Explicit : (double?)null)])?.Value;

    private static Bound? Least(double?[] costs)
    {
        Bound? least = null;
        for (int i = 0; i < costs.Length; i++)
        {
            if (costs[i] is > 0 and { } cost && !(cost >= least?.Value))
            {
                least = new Bound(cost, i);
            }
        }

        return least;
    }

    private static Estimate Interval(double ratio, double[] resampled)
    {
        double[] sorted = [.. resampled.Where(double.IsFinite).Order()];
        if (sorted.Length == 0)
        {
            return new Estimate(ratio, null, null, null);
        }

        double low = sorted[(int)(0.025 * sorted.Length)];
        double high = sorted[(int)(0.975 * sorted.Length)];
        return new Estimate(ratio, Math.Min(low, ratio), Math.Max(high, ratio), Method);
    }
}

using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Compare.Harness.Statistics;

/// <summary>
/// The test of Mann and Whitney (1947) with the probability of superiority that belongs to it (methodology 3.12).
/// </summary>
/// <param name="U">Pairs in which the first sample's value is the larger, ties counted half: R₁ − n₁(n₁ + 1)/2.</param>
/// <param name="PValue">Two-sided probability of a U at least as far out when both samples come from one distribution.</param>
/// <param name="Superiority">A₁₂ = U/(n₁n₂) of Vargha and Delaney (2000): 0.5 means no difference.</param>
public readonly record struct MannWhitney(double U, double PValue, double Superiority)
{
    /// <summary>Samples of which one has this many values or more take the normal approximation.</summary>
    public const int FewestForApproximation = 20;

    /// <summary>δ of Cliff (1993): 2·A₁₂ − 1, from −1 to 1.</summary>
    public double CliffsDelta => (2 * Superiority) - 1;

    /// <summary>
    /// Tests two samples. Below 20 values each the distribution is exact, ties included: that of the observed midranks
    /// under every split. Otherwise it is normal with the corrections for ties and for continuity.
    /// </summary>
    /// <param name="first">First sample, at least one value.</param>
    /// <param name="second">Second sample, at least one value.</param>
    public static MannWhitney Of(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        int n = first.Count;
        int m = second.Count;
        (double[] sorted, bool[] isFirst) = Pooled(first, second);
        int[] ranks = RankSums.DoubledMidranks(sorted);
        int sum = 0;
        for (int i = 0; i < ranks.Length; i++)
        {
            sum += isFirst[i] ? ranks[i] : 0;
        }

        double u = (sum - (n * (n + 1))) / 2.0;
        double p = ranks[0] == ranks[^1]
            ? 1
            : Math.Max(n, m) < FewestForApproximation ? Exact(ranks, n, sum) : Approximate(ranks, n, m, u);
        return new MannWhitney(u, p, u / ((double)n * m));
    }

    /// <summary>The smallest two-sided p-value that two samples of given sizes can give: 2 / C(n₁ + n₂, n₁).</summary>
    /// <param name="first">Size of the first sample.</param>
    /// <param name="second">Size of the second sample.</param>
    public static double SmallestPValue(int first, int second) =>
        Math.Min(1, 2 * Math.Exp(-SpecialFunctions.BinomialLn(first + second, first)));

    private static (double[] Sorted, bool[] IsFirst) Pooled(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        double[] values = [.. first, .. second];
        bool[] isFirst = new bool[values.Length];
        isFirst.AsSpan(0, first.Count).Fill(true);
        Array.Sort(values, isFirst);
        return (values, isFirst);
    }

    private static double Exact(int[] ranks, int n, int sum)
    {
        double[] counts = RankSums.Counts(ranks, n);
        double below = 0;
        double above = 0;
        double all = 0;
        for (int s = 0; s < counts.Length; s++)
        {
            all += counts[s];
            below += s <= sum ? counts[s] : 0;
            above += s >= sum ? counts[s] : 0;
        }

        return Math.Min(1, 2 * Math.Min(below, above) / all);
    }

    private static double Approximate(int[] ranks, double n, double m, double u)
    {
        double total = n + m;
        double ties = ranks.GroupBy(rank => rank).Sum(group => Math.Pow(group.Count(), 3) - group.Count());
        double deviation = Math.Sqrt(n * m / 12 * (total + 1 - (ties / (total * (total - 1)))));
        double distance = Math.Max(0, Math.Abs(u - (n * m / 2)) - 0.5);
        return Math.Min(1, 2 * Normal.CDF(0, 1, -distance / deviation));
    }
}

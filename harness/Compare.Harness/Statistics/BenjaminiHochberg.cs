namespace Compare.Harness.Statistics;

/// <summary>Control of the false-discovery rate over a family of tests (Benjamini and Hochberg 1995).</summary>
public static class BenjaminiHochberg
{
    /// <summary>
    /// The smallest rate at which each test would be a discovery: min over j ≥ i of p₍ⱼ₎·m/j, at most 1.
    /// </summary>
    /// <param name="pValues">One p-value per test, in any order.</param>
    /// <returns>Adjusted p-values in the same order.</returns>
    public static double[] Adjusted(IReadOnlyList<double> pValues)
    {
        int[] order = [.. Enumerable.Range(0, pValues.Count).OrderByDescending(i => pValues[i])];
        double[] adjusted = new double[pValues.Count];
        double least = 1;
        for (int i = 0; i < order.Length; i++)
        {
            int rank = order.Length - i;
            least = Math.Min(least, pValues[order[i]] * order.Length / rank);
            adjusted[order[i]] = least;
        }

        return adjusted;
    }

    /// <summary>Adjusts the p-values that there are, as one family.</summary>
    /// <param name="pValues">One p-value per comparison; null where it cannot be tested.</param>
    /// <returns>Adjusted p-values in the same order, null where there was none.</returns>
    public static double?[] AdjustedKnown(IReadOnlyList<double?> pValues)
    {
        int[] known = [.. Enumerable.Range(0, pValues.Count).Where(i => pValues[i] is not null)];
        double[] adjusted = Adjusted([.. known.Select(i => pValues[i]!.Value)]);
        double?[] all = new double?[pValues.Count];
        foreach ((int place, int i) in known.Index())
        {
            all[i] = adjusted[place];
        }

        return all;
    }

    /// <summary>
    /// The p-value that one more test would need to become a discovery: rate·(discoveries + 1)/m, at most the rate.
    /// </summary>
    /// <param name="adjusted">Adjusted p-values of the family, at least one.</param>
    /// <param name="rate">False-discovery rate, e.g. 0.05.</param>
    public static double Threshold(IReadOnlyCollection<double> adjusted, double rate) =>
        rate * Math.Min(adjusted.Count, adjusted.Count(p => p <= rate) + 1) / adjusted.Count;
}

namespace Compare.Reports.Charts;

/// <summary>Percentiles of pauses by the nearest-rank rule, on an axis that counts nines.</summary>
public static class Percentiles
{
    private const double Step = 0.1;

    /// <summary>Finds the value at a share of one in values sorted upwards.</summary>
    public static long At(IReadOnlyList<long> sorted, double share)
    {
        int rank = (int)Math.Ceiling((share * sorted.Count) - 1e-9);
        return sorted[Math.Clamp(rank, 1, sorted.Count) - 1];
    }

    /// <summary>
    /// The curve over -log10(1 - share): 0 is the shortest pause, 1 the 90th percentile, 2 the 99th. It ends where the
    /// number of values ends: among a thousand pauses nothing can be said beyond three nines.
    /// </summary>
    public static IReadOnlyList<(double Nines, long Value)> Curve(IReadOnlyList<long> sorted)
    {
        if (sorted.Count == 0)
        {
            return [];
        }

        double end = Math.Log10(sorted.Count);
        List<(double, long)> curve = [];
        for (int step = 0; step * Step < end; step++)
        {
            double nines = Math.Round(step * Step, 3);
            curve.Add((nines, At(sorted, 1 - Math.Pow(10, -nines))));
        }

        curve.Add((Math.Round(end, 3), sorted[^1]));
        return curve;
    }
}

namespace Compare.Reports.Charts;

/// <summary>Numbers counted in bins of equal width on a logarithmic scale.</summary>
/// <param name="First">Number of the first bin: bin b holds values from 10^(b/4) to below 10^((b+1)/4).</param>
/// <param name="Counts">How many values are in each bin, from the first to the last that has one.</param>
public sealed record LogHistogram(int First, IReadOnlyList<int> Counts)
{
    /// <summary>Bins of one power of ten; the page's script has the same.</summary>
    public const int BinsPerDecade = 4;

    // Powers of ten begin a bin even where their logarithm is a rounding error too small.
    private const double Rounding = 1e-9;

    /// <summary>Counts values above 0.</summary>
    /// <param name="sorted">The values, sorted upwards; not empty.</param>
    public static LogHistogram Of(IReadOnlyList<long> sorted)
    {
        if (sorted is not [> 0, ..])
        {
            throw new ArgumentOutOfRangeException(nameof(sorted), "There must be values, and all of them above 0.");
        }

        int first = BinOf(sorted[0]);
        int[] counts = new int[BinOf(sorted[^1]) - first + 1];
        foreach (long value in sorted)
        {
            counts[BinOf(value) - first]++;
        }

        return new LogHistogram(first, counts);
    }

    private static int BinOf(long value) => (int)Math.Floor((Math.Log10(value) * BinsPerDecade) + Rounding);
}

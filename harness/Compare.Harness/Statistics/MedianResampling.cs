using MathNet.Numerics.Statistics;

namespace Compare.Harness.Statistics;

/// <summary>
/// Medians of resamples. Where each drawn value is one of the sample's own, counting how often each rank was drawn finds the median
/// without sorting.
/// </summary>
internal static class MedianResampling
{
    /// <summary>Draws values with replacement.</summary>
    /// <param name="sorted">The sample, ascending.</param>
    /// <param name="seed">Seed of the draws.</param>
    public static double[] Flat(double[] sorted, ulong seed)
    {
        SplitMix64 random = new(seed);
        double[] medians = new double[MedianEstimator.Resamples];
        ulong[] bits = new ulong[sorted.Length];
        int[] counts = new int[sorted.Length];
        for (int i = 0; i < medians.Length; i++)
        {
            random.Fill(bits);
            Array.Clear(counts);
            foreach (ulong drawn in bits)
            {
                counts[SplitMix64.Below(drawn, counts.Length)]++;
            }

            medians[i] = Median(sorted, counts, bits.Length);
        }

        return medians;
    }

    /// <summary>Draws groups with replacement, and values with replacement inside each; a group's value is the median of those.</summary>
    /// <param name="groups">The groups, none empty.</param>
    /// <param name="seed">Seed of the draws.</param>
    public static double[] Nested(double[][] groups, ulong seed)
    {
        // The median of an even number of values need not be one of them.
        int size = groups[0].Length;
        return size % 2 == 1 && Array.TrueForAll(groups, inside => inside.Length == size)
            ? NestedByRank(groups, size, new SplitMix64(seed))
            : NestedByValue(groups, new SplitMix64(seed));
    }

    private static double[] NestedByRank(double[][] groups, int size, SplitMix64 random)
    {
        double[] sorted = [.. groups.SelectMany(inside => inside)];
        int[] places = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, places);
        int[] ranks = new int[places.Length];
        for (int rank = 0; rank < places.Length; rank++)
        {
            ranks[places[rank]] = rank;
        }

        double[] medians = new double[MedianEstimator.Resamples];
        ulong[] bits = new ulong[groups.Length * (1 + size)];
        int[] counts = new int[sorted.Length];
        Span<int> drawn = new int[size];
        for (int i = 0; i < medians.Length; i++)
        {
            random.Fill(bits);
            Array.Clear(counts);
            for (ReadOnlySpan<ulong> next = bits; next.Length > 0; next = next[(1 + size)..])
            {
                ReadOnlySpan<int> inside = ranks.AsSpan(SplitMix64.Below(next[0], groups.Length) * size, size);
                for (int j = 0; j < drawn.Length; j++)
                {
                    drawn[j] = inside[SplitMix64.Below(next[1 + j], size)];
                }

                counts[Middle(drawn)]++;
            }

            medians[i] = Median(sorted, counts, groups.Length);
        }

        return medians;
    }

    private static double[] NestedByValue(double[][] groups, SplitMix64 random)
    {
        double[] medians = new double[MedianEstimator.Resamples];
        double[] drawn = new double[groups.Length];
        double[] inner = new double[groups.Max(inside => inside.Length)];
        for (int i = 0; i < medians.Length; i++)
        {
            for (int group = 0; group < drawn.Length; group++)
            {
                double[] inside = groups[random.Next(groups.Length)];
                Span<double> sample = inner.AsSpan(0, inside.Length);
                for (int j = 0; j < sample.Length; j++)
                {
                    sample[j] = inside[random.Next(inside.Length)];
                }

                sample.Sort();
                drawn[group] = Quantiles.MedianOfSorted(sample);
            }

            medians[i] = ArrayStatistics.MedianInplace(drawn);
        }

        return medians;
    }

    /// <summary>The middle one of an odd number of ranks, which may be put into another order.</summary>
    private static int Middle(Span<int> ranks)
    {
        if (ranks.Length == 3)
        {
            // The usual number of iterations, without a jump that depends on the draw.
            int less = Math.Min(ranks[0], ranks[1]);
            int more = Math.Max(ranks[0], ranks[1]);
            return Math.Max(less, Math.Min(more, ranks[2]));
        }

        ranks.Sort();
        return ranks[ranks.Length / 2];
    }

    private static double Median(double[] sorted, int[] counts, int drawn)
    {
        int lower = Rank(counts, (drawn - 1) / 2, out int seen);
        int upper = seen > drawn / 2 ? lower : Rank(counts, drawn / 2, out _);
        return lower == upper ? sorted[lower] : (sorted[lower] + sorted[upper]) / 2;
    }

    private static int Rank(int[] counts, int position, out int seen)
    {
        seen = 0;
        for (int i = 0; ; i++)
        {
            seen += counts[i];
            if (seen > position)
            {
                return i;
            }
        }
    }
}

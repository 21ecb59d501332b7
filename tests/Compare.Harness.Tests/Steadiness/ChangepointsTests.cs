using Compare.Harness.Steadiness;

namespace Compare.Harness.Tests.Steadiness;

public sealed class ChangepointsTests
{
    private const int Shortest = Changepoints.ShortestSegment;

    [Fact]
    public void The_segmentation_costs_as_little_as_the_best_of_all_segmentations_of_a_short_series()
    {
        Random random = new(2012);
        for (int i = 0; i < 150; i++)
        {
            double[] values = Series(random, random.Next(4, 13), jump: 40);

            Assert.Equal(
                AllSegmentations(values).Min(starts => Cost(values, starts)), Cost(values, [.. Changepoints.Of(values)]), 6);
        }
    }

    [Fact]
    public void Pruning_loses_nothing_against_optimal_partitioning()
    {
        Random random = new(2013);
        int changes = 0;
        for (int i = 0; i < 30; i++)
        {
            double[] values = Series(random, 80, jump: 40);
            IReadOnlyList<int> found = Changepoints.Of(values);

            Assert.Equal(OptimalPartitioning(values), Cost(values, [.. found]), 5);
            changes += found.Count;
        }

        Assert.True(changes > 30);
    }

    [Fact]
    public void A_planted_change_of_the_mean_is_found_at_its_place()
    {
        Random random = new(1);
        double[] values = [.. Enumerable.Range(0, 100).Select(i => (i < 37 ? 110 : 100) + Gauss(random))];

        Assert.Equal([37], Changepoints.Of(values));
    }

    [Fact]
    public void A_planted_change_of_the_variance_is_found_near_its_place()
    {
        Random random = new(2);
        double[] values = [.. Enumerable.Range(0, 200).Select(i => 100 + ((i < 120 ? 0.2 : 4) * Gauss(random)))];

        Assert.InRange(Assert.Single(Changepoints.Of(values)), 115, 125);
    }

    [Fact]
    public void Noise_alone_has_no_changes()
    {
        Random random = new(3);
        int falseFindings = Enumerable.Range(0, 200)
            .Count(_ => Changepoints.Of([.. Enumerable.Range(0, 60).Select(_ => 100 + Gauss(random))]).Count > 0);

        Assert.InRange(falseFindings, 0, 4);
    }

    [Fact]
    public void Equal_values_are_no_change_even_when_the_others_differ_a_little()
    {
        Random random = new(4);
        double[] values = [.. Enumerable.Range(0, 40).Select(i => i is 20 or 21 ? 1e6 : 1e6 + (3_000 * Gauss(random)))];

        Assert.Empty(Changepoints.Of(values));
        Assert.Empty(Changepoints.Of([5, 5, 5, 5, 5, 5]));
        Assert.Empty(Changepoints.Of([1, 900, 3]));
    }

    private static double[] Series(Random random, int length, double jump)
    {
        double[] values = new double[length];
        double mean = 100;
        double deviation = 1;
        for (int i = 0; i < length; i++)
        {
            if (random.Next(10) == 0)
            {
                mean = 100 + (jump * random.NextDouble());
                deviation = 0.2 + random.NextDouble();
            }

            values[i] = mean + (deviation * Gauss(random));
        }

        return values;
    }

    private static IEnumerable<int[]> AllSegmentations(double[] values)
    {
        for (int mask = 0; mask < 1 << (values.Length - 1); mask++)
        {
            int[] starts = [.. Enumerable.Range(1, values.Length - 1).Where(i => (mask & (1 << (i - 1))) != 0)];
            int[] bounds = [0, .. starts, values.Length];
            if (bounds.Zip(bounds.Skip(1), (from, to) => to - from).All(length => length >= Shortest))
            {
                yield return starts;
            }
        }
    }

    private static double OptimalPartitioning(double[] values)
    {
        double[] best = [.. Enumerable.Repeat(double.PositiveInfinity, values.Length + 1)];
        best[0] = 0;
        for (int end = Shortest; end <= values.Length; end++)
        {
            best[end] = Enumerable.Range(0, end - Shortest + 1)
                .Min(start => best[start] + Segment(values, start, end) + (start > 0 ? Penalty(values) : 0));
        }

        return best[^1];
    }

    private static double Cost(double[] values, int[] starts)
    {
        int[] bounds = [0, .. starts, values.Length];
        return bounds.Zip(bounds.Skip(1), (from, to) => Segment(values, from, to)).Sum() + (starts.Length * Penalty(values));
    }

    private static double Penalty(double[] values) => 15 * Math.Log(values.Length);

    /// <summary>−2 log-likelihood, summed value by value.</summary>
    private static double Segment(double[] values, int start, int end)
    {
        double[] part = values[start..end];
        double mean = part.Average();
        double[] sorted = [.. values.Order()];
        double least = 1e-4 * (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        double variance = Math.Max(part.Average(value => (value - mean) * (value - mean)), least * least);
        return part.Sum(value => Math.Log(2 * Math.PI * variance) + ((value - mean) * (value - mean) / variance));
    }

    private static double Gauss(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

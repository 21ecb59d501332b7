using Compare.Harness.Costs;
using Compare.Harness.Statistics;

namespace Compare.Harness.Tests.Costs;

public sealed class LowerBoundOverheadTests
{
    private static readonly ulong[] s_seeds = [1, 2, 3];

    [Fact]
    public void The_bound_is_the_least_mean_without_its_collections_and_not_the_least_single_run()
    {
        CostSample[] cells =
        [
            new([100, 140], [10, 50]), // distilled 90 and 90, mean 90
            new([150, 110], [100, 6]), // distilled 50 and 104, mean 77
            new([200, 220], [80, 60]), // distilled 120 and 160, mean 140
        ];

        Assert.Equal(new Bound(77, 1), LowerBoundOverhead.Distilled(cells));
        Assert.Equal(
            [120 / 77.0, 130 / 77.0, 210 / 77.0],
            LowerBoundOverhead.OverDistilled(cells, s_seeds)!.Select(estimate => estimate.Value));
    }

    [Fact]
    public void A_cell_whose_collections_are_not_known_has_an_overhead_but_sets_no_bound()
    {
        CostSample[] cells = [new([10], null), new([100], [20]), new([90], [0])];

        Assert.Equal(new Bound(80, 1), LowerBoundOverhead.Distilled(cells));
        Assert.Equal([0.125, 1.25, 1.125], LowerBoundOverhead.OverDistilled(cells, s_seeds)!.Select(estimate => estimate.Value));
        Assert.Null(LowerBoundOverhead.OverDistilled([cells[0]], s_seeds));
    }

    [Fact]
    public void A_floor_is_a_total_of_a_cell_that_may_be_one()
    {
        CostSample[] cells = [new([100], [90]), new([50], [0]), new([70], [0])];

        Assert.Equal(new Bound(70, 2), LowerBoundOverhead.Floor(cells, [false, false, true]));
        Assert.Equal(
            [100 / 70.0, 50 / 70.0, 1],
            LowerBoundOverhead.OverFloor(cells, [false, false, true], s_seeds)!.Select(estimate => estimate.Value));
        Assert.Null(LowerBoundOverhead.OverFloor(cells, [false, false, false], s_seeds));
    }

    [Fact]
    public void Fewer_than_four_invocations_of_the_cell_or_of_a_candidate_give_no_interval()
    {
        CostSample many = new([1, 2, 3, 4], [0, 0, 0, 0]);
        CostSample few = new([5, 6, 7], [1, 1, 1]);

        Assert.All(LowerBoundOverhead.OverDistilled([many, few], s_seeds)!, estimate => Assert.Null(estimate.Low));
        IReadOnlyList<Estimate> fewUnknown = LowerBoundOverhead.OverDistilled([many, few with { Explicit = null }], s_seeds)!;
        Assert.NotNull(fewUnknown[0].Low);
        Assert.Null(fewUnknown[1].Low);
    }

    [Fact]
    public void The_interval_agrees_with_the_delta_method_where_that_holds()
    {
        // One cell may set the bound, so the ratio of two independent means remains, whose log is about normal.
        double[] totals = Noise(7, 200, 120, 12);
        double[] others = Noise(8, 200, 100, 5);
        CostSample[] cells = [new(totals, null), new(others, new double[others.Length])];

        Estimate estimate = LowerBoundOverhead.OverDistilled(cells, s_seeds)![0];

        double half = 1.96 * Math.Sqrt(RelativeVariance(totals) + RelativeVariance(others));
        Assert.Equal(LowerBoundOverhead.Method, estimate.Method);
        Assert.InRange(Math.Log(estimate.Value / estimate.Low!.Value), half * 0.9, half * 1.1);
        Assert.InRange(Math.Log(estimate.High!.Value / estimate.Value), half * 0.9, half * 1.1);
    }

    [Fact]
    public void The_choice_of_the_least_cell_is_part_of_the_interval()
    {
        // Two cells of the same cost: the least of both means is below either, so the ratio's upper end lies above that against
        // one.
        CostSample candidate = new(Noise(11, 20, 100, 30), new double[20]);
        CostSample cell = new(Noise(13, 20, 150, 1), null);
        double Upper(params CostSample[] candidates) =>
            LowerBoundOverhead.OverDistilled([cell, .. candidates], [5, 6, 7])![0].High!.Value;

        Assert.True(Upper(candidate, candidate) > Upper(candidate) * 1.01);
    }

    private static double RelativeVariance(double[] values)
    {
        double mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length / (mean * mean);
    }

    private static double[] Noise(int seed, int count, double mean, double deviation)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
            mean + (deviation * (Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6)))];
    }
}

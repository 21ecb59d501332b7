using Compare.Harness.Matrix;
using Compare.Harness.Metrics;
using Compare.Harness.RunComparisons;

namespace Compare.Harness.Tests.RunComparisons;

public sealed class WorkComparisonTests
{
    private static RunComparison Compare(TestRun was, TestRun now) => RunComparer.Compare(was.Build(), now.Build(), [new WallTime()]);

    private static TestRun Run(ulong seed, double slowdown, params (string Name, long? Value)[] counts)
    {
        TestRun run = new TestRun(seed).Cell("cpython", "rings", slowdown);
        foreach ((string name, long? value) in counts)
        {
            run.Count("cpython", "rings", name, value);
        }

        return run;
    }

    [Fact]
    public void The_same_counts_are_no_change()
    {
        RunComparison comparison = Compare(Run(1, 1, ("visited", 5), ("freed", null)), Run(2, 1.1, ("visited", 5), ("freed", null)));

        Assert.Empty(comparison.Work);
        Assert.False(comparison.HasExactChange);
    }

    [Fact]
    public void A_slowdown_is_explained_by_the_count_that_grew_most()
    {
        RunComparison comparison = Compare(
            Run(1, 1, ("visited", 1000), ("copied", 100), ("freed", 1000), ("blocks", 7)),
            Run(2, 1.1, ("visited", 1100), ("copied", 150), ("freed", 100), ("blocks", 7)));

        WorkChange change = Assert.Single(comparison.Work);
        Assert.Equal(["freed", "copied", "visited"], change.Changes.Select(count => count.Count));
        Assert.Equal((4, true), (change.Counts, change.TimeIsDecided));
        Assert.Equal(("copied", 0.5), (change.Explanation!.Count, change.Explanation.Relative));
    }

    [Fact]
    public void A_speedup_is_explained_by_the_count_that_shrank_most()
    {
        RunComparison comparison = Compare(
            Run(1, 1, ("visited", 1000), ("copied", 100), ("freed", 1000)),
            Run(2, 0.9, ("visited", 900), ("copied", 900), ("freed", 800)));

        Assert.Equal("freed", Assert.Single(comparison.Work).Explanation!.Count);
    }

    [Fact]
    public void A_count_that_goes_the_other_way_explains_nothing()
    {
        RunComparison comparison = Compare(Run(1, 1, ("visited", 1000)), Run(2, 1.1, ("visited", 900)));

        WorkChange change = Assert.Single(comparison.Work);
        Assert.Null(change.Explanation);
    }

    [Fact]
    public void A_change_from_nothing_is_the_largest_and_has_no_percentage()
    {
        RunComparison comparison = Compare(
            Run(1, 1, ("visited", 1000), ("barriers", 0), ("resizes", 0)),
            Run(2, 1.1, ("visited", 9000), ("barriers", 500), ("resizes", 2)));

        WorkChange change = Assert.Single(comparison.Work);
        Assert.Equal(["barriers", "resizes", "visited"], change.Changes.Select(count => count.Count));
        Assert.Equal("barriers", change.Explanation!.Count);
        Assert.Null(change.Explanation.Relative);
    }

    [Fact]
    public void A_count_that_is_there_in_one_run_only_is_a_change_and_no_explanation()
    {
        RunComparison comparison = Compare(Run(1, 1, ("visited", 10), ("old", 3)), Run(2, 1.1, ("visited", 10), ("young", 4)));

        WorkChange change = Assert.Single(comparison.Work);
        Assert.Equal(
            [new CountChange("old", "objects", 3, null), new CountChange("young", "objects", null, 4)],
            change.Changes.OrderBy(count => count.Count, StringComparer.Ordinal));
        Assert.Null(change.Explanation);
        Assert.True(comparison.HasExactChange);
    }

    [Fact]
    public void The_time_is_known_also_when_another_metric_is_compared()
    {
        RunComparison comparison = RunComparer.Compare(
            Run(1, 1, ("visited", 10)).Build(), Run(2, 1.1, ("visited", 20)).Build(), [new HeapPeak()]);

        WorkChange change = Assert.Single(comparison.Work);
        Assert.InRange(change.TimeRatio!.Value, 1.07, 1.13);
        Assert.Equal(("visited", false), (change.Explanation!.Count, change.TimeIsDecided));
    }

    [Fact]
    public void Across_seeds_neither_work_nor_answers_are_compared()
    {
        TestRun other = new TestRun(2) { Settings = new RunSettings { Seed = 7 } }
            .Cell("cpython", "rings", checksum: "02").Count("cpython", "rings", "visited", 20);

        RunComparison comparison = Compare(Run(1, 1, ("visited", 10)), other);

        Assert.False(comparison.ComparesWork);
        Assert.Empty(comparison.Work);
        Assert.Empty(comparison.Answers);
        Assert.NotEmpty(comparison.Verdicts);
    }
}

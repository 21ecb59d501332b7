using Compare.Harness.Matrix;
using Compare.Harness.RunComparisons;
using Compare.Harness.Tests.Fakes;
using Compare.Harness.Validation;

namespace Compare.Harness.Tests.RunComparisons;

public sealed class MatrixGateTests
{
    private static readonly StatGate s_stat = new("wall_ns", 0.03, 0.05);

    private static TestRun Run(ulong seed, double slowdown, long visited = 5) => new TestRun(seed, 20)
        .Cell("cpython", "rings", slowdown).Cell("pypy", "rings")
        .Count("cpython", "rings", "visited", visited).Count("cpython", "rings", "copied", visited);

    private static MatrixGateResult? Evaluate(TestRun was, TestRun now, MatrixGates? gates) =>
        MatrixGate.Evaluate(was.Build(), now.Build() with { Gates = gates });

    [Fact]
    public void Without_gates_there_is_nothing_to_find() => Assert.Null(Evaluate(Run(1, 1), Run(2, 1.5), null));

    [Theory]
    [InlineData(1.10, 0.03, 1)]
    [InlineData(1.10, 0.20, 0)]
    [InlineData(1.00, 0.03, 0)]
    [InlineData(0.90, 0.03, 0)]
    public void Only_what_is_worse_beyond_the_limit_is_found(double slowdown, double limit, int found)
    {
        MatrixGateResult result = Evaluate(Run(1, 1), Run(2, slowdown), new MatrixGates([], s_stat with { WorseThan = limit }))!;

        Assert.Equal(found, result.Worse.Count);
        Assert.All(result.Worse, verdict => Assert.Equal("cpython", verdict.Cell.Config));
        Assert.Empty(result.Counts);
    }

    [Fact]
    public void The_rate_of_the_gate_decides_how_sure_it_must_be()
    {
        TestRun was = new TestRun(1, 5).Cell("cpython", "rings");
        TestRun now = new TestRun(2, 5).Cell("cpython", "rings", 1.1);

        // 5 against 5 invocations: the smallest p-value of a two-sided Mann-Whitney test is 2/C(10, 5) = 0.0079.
        Assert.Single(Evaluate(was, now, new MatrixGates([], s_stat))!.Worse);
        Assert.Empty(Evaluate(was, now, new MatrixGates([], s_stat with { FalseDiscoveryRate = 0.005 }))!.Worse);
    }

    [Fact]
    public void Only_the_counts_that_are_named_have_to_stay()
    {
        (CellKey cell, CountChange change) = Assert.Single(Evaluate(Run(1, 1), Run(1, 1, 6), new MatrixGates(["copied"], null))!.Counts);

        Assert.Equal(("cpython", "copied", 5L, 6L), (cell.Config, change.Count, change.Base!.Value, change.New!.Value));
        Assert.Empty(Evaluate(Run(1, 1), Run(2, 1), new MatrixGates(["copied"], null))!.Counts);
    }

    [Theory]
    [InlineData("rc_ops", "reference_increments")]
    [InlineData("rc_ops", "reference_decrements")]
    [InlineData("objects_marked", "visited_objects")]
    [InlineData("objects_marked", "objects_visited")]
    public void A_group_holds_each_of_its_counts_and_needs_no_more_than_one(string group, string count)
    {
        ComparedRun was = Renamed(Run(1, 1).Build(), count);
        ComparedRun now = Renamed(Run(1, 1, 6).Build(), count) with { Gates = new MatrixGates([group], null) };

        Assert.Equal(count, Assert.Single(MatrixGate.Evaluate(was, now)!.Counts).Item2.Count);
        Assert.Empty(MatrixGate.Evaluate(now, now)!.Counts);
    }

    [Fact]
    public void A_count_that_no_run_has_is_named_with_the_nearest()
    {
        InputException thrown = Assert.Throws<InputException>(() => Evaluate(Run(1, 1), Run(2, 1), new MatrixGates(["visits"], null)));

        Assert.Contains("'visits', which neither run has; did you mean 'visited'?", thrown.Message, StringComparison.Ordinal);
    }

    private static ComparedRun Renamed(ComparedRun run, string count) => run with
    {
        Results = run.Results with
        {
            Work = [.. run.Results.Work.Select(row => row.Metric == "copied" ? row with { Metric = count } : row)],
        },
    };

    [Fact]
    public void Counts_of_other_seeds_are_not_compared()
    {
        ComparedRun now = Run(2, 1).Build();
        now = now with { Gates = new MatrixGates(["copied"], null), Settings = now.Settings with { Seed = 7 } };

        Assert.Contains("since the seeds differ", Assert.Throws<InputException>(() => MatrixGate.Evaluate(Run(1, 1).Build(), now)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gates_are_read_and_written()
    {
        RunMatrix matrix = TestMatrix.Valid(TestMatrix.Small
            + "\ngates: {exact: [visited, copied], stat: {metric: wall_ns, worse_than: 3.5%, fdr: 1%}}");
        MatrixGates again = TestMatrix.Valid(MatrixWriter.Write(matrix)).Gates!;

        Assert.Equal(["visited", "copied"], matrix.Gates!.Exact);
        Assert.Equal(new StatGate("wall_ns", 0.035, 0.01), matrix.Gates.Stat);
        Assert.Equal((matrix.Gates.Stat, 2), (again.Stat, again.Exact.Count));
    }

    [Theory]
    [InlineData("gates: {}", "m.yaml:4:8: The gates fail on nothing")]
    [InlineData("gates: {exakt: [a]}", "Unknown key 'exakt'; did you mean 'exact'?")]
    [InlineData("gates: {stat: {metric: wall, worse_than: 3%}}", "m.yaml:4:24: Unknown metric 'wall'; did you mean 'wall_ns'?")]
    [InlineData("gates: {stat: {metric: wall_ns, worse_than: 3}}", "m.yaml:4:45: '3' is not a percentage")]
    [InlineData("gates: {stat: {worse_than: 3%}}", "m.yaml:4:15: The key 'metric' is missing")]
    [InlineData("gates: {exact: ['a b']}", "m.yaml:4:16: 'a b' is no count of the work vector")]
    public void A_wrong_gate_is_named(string line, string expected)
    {
        (RunMatrix? matrix, IReadOnlyList<Problem> problems) = TestMatrix.Resolve($"schema: 1\nengines: [clr]\nworkloads: [rings]\n{line}");

        Assert.Null(matrix);
        Assert.Contains(problems, problem => problem.ToString().Contains(expected, StringComparison.Ordinal));
    }
}

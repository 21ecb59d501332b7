using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Planning;

public sealed class AaTwinTests
{
    private const string Matrix = """
        schema: 1
        baseline: pypy
        engines: [cpython, pypy, clr]
        workloads: [threads, binary-trees, rings]
        runs: {invocations: 20}
        """;

    [Fact]
    public void The_baseline_runs_twice_on_the_first_workload_that_it_can_run()
    {
        RunMatrix matrix = TestMatrix.Valid(Matrix);

        PlannedInvocation[] twins = [.. RunPlan.Of(matrix).Invocations.Where(planned => planned.Kind == InvocationKind.Twin)];

        Assert.Equal(Enumerable.Range(0, 20), twins.Select(twin => twin.Invocation));
        Assert.All(twins, twin => Assert.Equal(("pypy", "binary-trees"), (twin.Key.Config, twin.Key.Workload)));
        Assert.EndsWith("#0 (A/A twin)", twins[0].Key.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void It_stands_at_a_random_place_and_leaves_the_order_of_the_others()
    {
        RunMatrix with = TestMatrix.Valid(Matrix);
        RunMatrix without = with with { Runs = with.Runs with { AaPair = false } };
        IReadOnlyList<PlannedInvocation> plan = RunPlan.Of(with).Invocations;

        int[] places =
        [
            .. plan.Where(planned => planned.Kind == InvocationKind.Timed || planned.Kind == InvocationKind.Twin)
                .GroupBy(planned => planned.Invocation)
                .Select(block => block.Index().Single(item => item.Item.Kind == InvocationKind.Twin).Index),
        ];

        Assert.Equal(
            RunPlan.Of(without).Invocations.Select(planned => planned.Key),
            plan.Where(planned => planned.Kind != InvocationKind.Twin).Select(planned => planned.Key));
        Assert.Equal(Enumerable.Range(0, plan.Count), plan.Select(planned => planned.Order));
        Assert.True(places.Distinct().Count() > 4, string.Join(' ', places));
    }

    [Theory]
    [InlineData("runs: {invocations: 20, aa_pair: false}")]
    [InlineData("runs: {invocations: 3}")]
    [InlineData("runs: {invocations: 20, verify: true}")]
    [InlineData("runs: {invocations: 20}\nexclude: [{engine: cpython, workload: '*'}, {engine: clr, workload: '*'}]")]
    public void Where_it_could_not_speak_it_does_not_run(string runs)
    {
        RunMatrix matrix = TestMatrix.Valid(Matrix.Replace("runs: {invocations: 20}", runs, StringComparison.Ordinal));

        Assert.Null(AaTwin.Of(matrix));
        Assert.DoesNotContain(RunPlan.Of(matrix).Invocations, planned => planned.Kind == InvocationKind.Twin);
    }
}

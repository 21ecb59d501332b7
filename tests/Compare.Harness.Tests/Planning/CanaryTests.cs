using Compare.Harness.Discovery;
using Compare.Harness.Execution;
using Compare.Harness.Machine;
using Compare.Harness.Machine.Canary;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;
using Compare.Harness.Tests.Execution;
using Compare.Harness.Tests.Fakes;
using Compare.Harness.Tests.Results;

namespace Compare.Harness.Tests.Planning;

public sealed class CanaryTests
{
    private static readonly Cell s_canary = new(
        new EngineConfig(
            new ConfigSpec("semispace", []),
            new EngineInfo("semispace", "None", "None", new FakeEngineFactory()),
            TestMatrix.Valid(TestMatrix.Small).Engines[0].Parameters),
        TestMatrix.Valid(TestMatrix.Small).Workloads[0],
        null);

    private static RunMatrix Matrix(int invocations, bool? canary = null)
    {
        RunMatrix matrix = TestMatrix.Valid(TestMatrix.Small);
        return matrix with
        {
            Canary = s_canary,
            Runs = matrix.Runs with { Invocations = invocations, Canary = canary, AaPair = false },
        };
    }

    private static PlannedInvocation[] Canaries(RunMatrix matrix) =>
        [.. RunPlan.Of(matrix).Invocations.Where(planned => planned.Kind == InvocationKind.Canary)];

    [Fact]
    public void It_stands_first_last_and_evenly_between_the_timed_invocations()
    {
        RunMatrix matrix = Matrix(60); // 240 timed invocations, 20 canaries.
        IReadOnlyList<PlannedInvocation> plan = RunPlan.Of(matrix).Invocations;
        int[] places = [.. Canaries(matrix).Select(canary => canary.Order)];
        int last = plan.Where(planned => planned.Kind != InvocationKind.Work).Max(planned => planned.Order);

        Assert.Equal(20, places.Length);
        Assert.Equal((0, last), (places[0], places[^1]));
        Assert.All(places.Zip(places.Skip(1), (place, next) => next - place), gap => Assert.InRange(gap, 13, 14));
        Assert.Equal(Enumerable.Range(0, 20), Canaries(matrix).Select(canary => canary.Invocation));
        Assert.Equal(Enumerable.Range(0, plan.Count), plan.Select(planned => planned.Order));
    }

    [Fact]
    public void The_order_of_the_cells_is_the_same_without_it() => Assert.Equal(
        RunPlan.Of(Matrix(12, canary: false)).Invocations.Select(planned => planned.Key),
        RunPlan.Of(Matrix(12)).Invocations.Where(planned => planned.Kind != InvocationKind.Canary)
            .Select(planned => planned.Key));

    [Theory]
    [InlineData(9, null, 0)]
    [InlineData(10, null, 10)]
    [InlineData(9, true, 10)]
    [InlineData(10, false, 0)]
    [InlineData(10_000, null, 60)]
    public void Its_number_follows_the_length_of_the_plan(int invocations, bool? asked, int count)
    {
        Assert.Equal(count, CanaryPlaces.Count(Matrix(invocations, asked).Runs, 4 * invocations));
        Assert.Equal(count, invocations > 100 ? count : Canaries(Matrix(invocations, asked)).Length);
    }

    [Fact]
    public void There_is_none_where_heaps_are_verified_or_the_build_has_none()
    {
        RunMatrix matrix = Matrix(20);

        Assert.Empty(Canaries(matrix with { Runs = matrix.Runs with { Verify = true } }));
        Assert.Empty(Canaries(matrix with { Canary = null }));
        Assert.Null(TestMatrix.Valid(TestMatrix.Small).Canary);
    }

    [Fact]
    public void A_matrix_can_ask_for_it_or_not()
    {
        Assert.Null(TestMatrix.Valid(TestMatrix.Small).Runs.Canary);
        RunMatrix off = TestMatrix.Valid(TestMatrix.Small.Replace("timeout: 5s", "canary: false", StringComparison.Ordinal));
        Assert.False(off.Runs.Canary);
        Assert.Contains("canary: false\n", MatrixWriter.Write(off), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", MatrixWriter.Write(TestMatrix.Valid(TestMatrix.Small)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_was_stopped_goes_on_with_no_canary_lost_or_doubled()
    {
        using TestDirectory temporary = new();
        RunMatrix matrix = Matrix(10);
        string yaml = MatrixWriter.Write(matrix);
        RunPlan plan = RunPlan.Of(matrix);
        using (ResultDirectory directory = ResultDirectory.Open(temporary.File("run"), yaml, plan, resume: false))
        {
            Assert.False(await new MatrixRunner(new ScriptedExecutor(stopBefore: 17), new SilentProgress())
                .RunAsync(plan, directory, CancellationToken.None));
        }

        using ResultDirectory resumed = ResultDirectory.Open(temporary.File("run"), yaml, plan, resume: true);
        ScriptedExecutor executor = new();
        await new MatrixRunner(executor, new SilentProgress()).RunAsync(plan, resumed, CancellationToken.None);
        ResultSet results = ResultSetBuilder.Build(matrix, yaml, resumed, ResultSetRoundTripTests.Environment);

        Assert.Equal(plan.Invocations.Count - 17, executor.Executed.Count);
        Assert.Equal(plan.Invocations.Select(planned => planned.Key), resumed.Entries.Select(entry => entry.Key));
        Assert.Equal(Enumerable.Range(0, 10), results.Canary.Select(row => row.Invocation));
        Assert.Equal(10, results.Machine.Count(row => row.Kind == "canary"));
        Assert.DoesNotContain(results.Invocations, row => row.Engine == "semispace");
        Assert.DoesNotContain(results.Summary, row => row.Engine == "semispace");
        Assert.DoesNotContain(results.Iterations, row => row.Engine == "semispace");
    }

    [Fact]
    public async Task Flagged_invocations_are_named_in_the_summary_and_counted_all_the_same()
    {
        using TestDirectory temporary = new();

        (ResultSet built, _) = await ResultSetRoundTripTests.RunAsync(temporary.File("run"));

        Assert.All(built.Summary, row => Assert.Equal("1", row.FlaggedInvocations));
        Assert.All(built.Summary.Where(row => row.Metric == "wall_ns"), row => Assert.Equal(3, row.N));
        Assert.Equal(4, built.Machine.Count(row => row.Flags == "steal"));
        Assert.StartsWith(
            "the hypervisor took the processor away for more than 1 % of the time (steal: 4 of 16 processes, first: ",
            Assert.Single(MachineTable.Warnings(built.Machine)),
            StringComparison.Ordinal);
    }
}

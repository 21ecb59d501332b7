using Compare.Harness.Discovery;
using Compare.Harness.Machine.Canary;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Tests.Fakes;

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
        RunPlan.Of(Matrix(12)).Invocations.Where(planned => planned.Kind != InvocationKind.Canary).Select(planned => planned.Key));

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
}

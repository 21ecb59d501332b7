using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Planning;

public sealed class RunPlanTests
{
    [Fact]
    public void The_same_matrix_gives_the_same_order()
    {
        RunMatrix matrix = TestMatrix.Valid(TestMatrix.Small);

        Assert.Equal(
            RunPlan.Of(matrix).Invocations.Select(planned => planned.Key),
            RunPlan.Of(TestMatrix.Valid(TestMatrix.Small)).Invocations.Select(planned => planned.Key));
    }

    [Fact]
    public void The_order_is_the_recorded_one_on_every_machine()
    {
        RunMatrix matrix = TestMatrix.Valid(TestMatrix.Small);

        string order = string.Join(' ', RunPlan.Of(matrix).Invocations.Take(8).Select(planned => $"{planned.Cell.Engine.Label[0]}{planned.Cell.Workload.Label[0]}{planned.Invocation}"));

        Assert.Equal("pb0 pr0 cb0 cr0 cr1 pr1 cb1 pb1", order);
    }

    [Fact]
    public void Another_seed_gives_another_order()
    {
        RunMatrix matrix = TestMatrix.Valid(TestMatrix.Small);
        RunMatrix other = matrix with { Runs = matrix.Runs with { Seed = 43 } };

        Assert.NotEqual(
            RunPlan.Of(matrix).Invocations.Select(planned => planned.Key),
            RunPlan.Of(other).Invocations.Select(planned => planned.Key));
    }

    [Fact]
    public void Each_block_holds_every_cell_once_and_the_work_vectors_come_last()
    {
        RunMatrix matrix = TestMatrix.Valid(TestMatrix.Small);
        int cells = matrix.Cells().Count;

        PlannedInvocation[][] blocks = [.. RunPlan.Of(matrix).Invocations.Chunk(cells)];

        Assert.Equal(matrix.Runs.Invocations + 1, blocks.Length);
        Assert.All(blocks.Index(), block =>
        {
            Assert.Equal(cells, block.Item.Select(planned => planned.Cell).Distinct().Count());
            Assert.All(block.Item, planned => Assert.Equal(block.Index, planned.Invocation));
            Assert.All(block.Item, planned => Assert.Equal(
                block.Index == matrix.Runs.Invocations ? InvocationKind.Work : InvocationKind.Timed, planned.Kind));
        });
        Assert.Equal(Enumerable.Range(0, cells * blocks.Length), RunPlan.Of(matrix).Invocations.Select(planned => planned.Order));
    }
}

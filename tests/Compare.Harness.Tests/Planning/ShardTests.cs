using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Tests.Fakes;
using Compare.Harness.Validation;
using CsCheck;

namespace Compare.Harness.Tests.Planning;

public sealed class ShardTests
{
    private static readonly string[] s_engines = ["cpython", "pypy", "clr"];
    private static readonly string[] s_workloads = ["binary-trees", "rings", "threads"];

    private static RunMatrix Matrix(int engines, int workloads, int invocations, bool limited) => TestMatrix.Valid($$"""
        schema: 1
        engines: [{{string.Join(", ", s_engines.Take(engines))}}]
        workloads: [{{string.Join(", ", s_workloads.Take(workloads))}}]
        heap: [{{(limited ? "none, 1MiB, 2MiB" : "none")}}]
        runs: {invocations: {{invocations}}}
        """);

    [Fact]
    public void Shards_are_disjoint_complete_and_in_the_order_of_the_whole_for_every_count()
    {
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 3], Gen.Int[1, 9], Gen.Bool, Gen.Int[1, 40]).Sample(
            (engines, workloads, invocations, limited, count) =>
            {
                RunMatrix matrix = Matrix(engines, workloads, invocations, limited);
                ShardSplit split = new(matrix);
                RunPlan[] shards = [.. Enumerable.Range(1, count).Select(number => RunPlan.Of(matrix, new Shard(number, count)))];

                Assert.Equal(
                    RunPlan.Of(matrix).Invocations, shards.SelectMany(shard => shard.Invocations).OrderBy(planned => planned.Order));
                Assert.All(shards, shard => Assert.Equal(shard.Invocations.OrderBy(planned => planned.Order), shard.Invocations));
                Assert.True(count > split.MostShards || shards.All(shard => shard.Invocations.Count > 0));
                Assert.All(shards, shard => Assert.All(
                    shard.Invocations.GroupBy(planned => (planned.Key.Workload, planned.Invocation)),
                    together => Assert.Equal(
                        RunPlan.Of(matrix).Invocations.Count(planned =>
                            planned.Key.Workload == together.Key.Workload && planned.Invocation == together.Key.Invocation),
                        together.Count())));
            },
            iter: 300);
    }

    [Fact]
    public void A_workload_stays_on_one_machine_while_there_are_enough_of_them()
    {
        RunMatrix matrix = Matrix(3, 3, 4, limited: true);

        RunPlan first = RunPlan.Of(matrix, new Shard(1, 2));
        RunPlan second = RunPlan.Of(matrix, new Shard(2, 2));

        Assert.Equal(["binary-trees", "threads"], first.Invocations.Select(planned => planned.Key.Workload).Distinct().Order());
        Assert.Equal(["rings"], second.Invocations.Select(planned => planned.Key.Workload).Distinct());
        Assert.Equal(4, first.InvocationsPerCell);
        Assert.Contains(first.Invocations, planned => planned.Kind == InvocationKind.Twin);
        Assert.DoesNotContain(second.Invocations, planned => planned.Kind == InvocationKind.Twin);
    }

    [Fact]
    public void With_fewer_workloads_than_machines_whole_blocks_are_dealt_out()
    {
        RunPlan shard = RunPlan.Of(Matrix(2, 1, 7, limited: false), new Shard(2, 3));

        Assert.Equal([1, 4, 7], shard.Invocations.Select(planned => planned.Invocation).Distinct());
        Assert.Equal(2, shard.InvocationsPerCell);
    }

    [Theory]
    [InlineData("1/1", 1, 1)]
    [InlineData("8/8", 8, 8)]
    [InlineData("2/10000", 2, 10_000)]
    public void A_part_is_read_and_written_back(string text, int number, int count)
    {
        Assert.Equal(new Shard(number, count), Shard.Of(text, "--shard"));
        Assert.Equal(text, new Shard(number, count).ToString());
        Assert.Null(Shard.Of(null, "--shard"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("0/8")]
    [InlineData("9/8")]
    [InlineData("2/8/1")]
    [InlineData("-1/8")]
    [InlineData("1/10001")]
    [InlineData("1 / 8")]
    [InlineData("a/b")]
    public void Anything_else_is_refused_with_an_example(string text)
    {
        InputException exception = Assert.Throws<InputException>(() => Shard.Of(text, "--shard"));

        Assert.StartsWith("--shard: ", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("for example 2/8.", exception.Message, StringComparison.Ordinal);
    }
}

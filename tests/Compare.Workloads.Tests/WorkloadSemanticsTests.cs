using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests;

/// <summary>What the parameters and the seed do to each workload.</summary>
public sealed class WorkloadSemanticsTests
{
    private const string Engine = "nogc";

    /// <summary>Nodes of the long-lived tree, and 2^(D-d+4) trees for d = 4 and, from D = 8 on, d = 8.</summary>
    [Theory]
    [InlineData(4, 31 + (16 * 31))]
    [InlineData(5, 63 + (32 * 31))]
    [InlineData(8, 511 + (256 * 31) + (16 * 511))]
    public void Binary_trees_have_the_nodes_of_the_published_program(int depth, long nodes) =>
        Assert.Equal(nodes, Laboratory.Expect($"binary-trees:depth={depth}").AllocatedObjects);

    /// <summary>The counts follow from the source of GCBench; it prints the number of trees for each depth.</summary>
    [Fact]
    public void Gcbench_has_the_trees_of_the_published_program()
    {
        long[] depths = [4, 6, 8, 10, 12, 14, 16];
        long[] trees = [33824, 8256, 2052, 512, 128, 32, 8];
        long nodes = ((1 << 19) - 1) + ((1 << 17) - 1)
            + depths.Zip(trees, (depth, count) => 2 * count * ((2L << (int)depth) - 1)).Sum();

        WorkloadExpectation expected = Laboratory.Expect("gcbench:stretch=18,live=16,array=500000,min=4,max=16");

        Assert.Equal(nodes + 1, expected.AllocatedObjects);
        Assert.Equal((1 << 19) - 1, expected.PeakLiveObjects);
    }

    [Theory]
    [InlineData("gcbench:stretch=6,live=6,min=2,max=6")]
    [InlineData("gcbench:stretch=8,live=3,min=1,max=2")]
    [InlineData("gcbench:stretch=7,live=7,array=4,min=3,max=6")]
    [InlineData("rings:count=3,length=1")]
    [InlineData("rings:count=1,length=1000,node=tuple")]
    [InlineData("binary-trees:depth=4")]
    [InlineData("binary-trees:depth=7,node=tuple")]
    [InlineData("lru-cache:capacity=1,operations=100,keys=1")]
    [InlineData("lru-cache:capacity=1,operations=100,keys=3,skew=0")]
    [InlineData("lru-cache:capacity=100,operations=10,keys=5000")]
    [InlineData("lru-cache:capacity=64,operations=3000,keys=70,value=64")]
    public void Unusual_parameters_meet_their_expectation_on_every_engine(string workload) => HeldExpectation.OnEveryEngine(workload);

    [Fact]
    public void The_seed_decides_the_requests_of_the_cache()
    {
        Assert.NotEqual(
            Laboratory.Checksum(Engine, "lru-cache", seed: 1), Laboratory.Checksum(Engine, "lru-cache", seed: 2));
        Assert.NotEqual(
            Laboratory.Expect("lru-cache", seed: 1).AllocatedBytes, Laboratory.Expect("lru-cache", seed: 2).AllocatedBytes);
    }

    [Theory]
    [InlineData("binary-trees")]
    [InlineData("gcbench")]
    [InlineData("rings")]
    public void The_seed_does_not_matter_where_nothing_is_random(string workload) =>
        Assert.Equal(Laboratory.Checksum(Engine, workload, seed: 1), Laboratory.Checksum(Engine, workload, seed: 2));

    [Theory]
    [InlineData("binary-trees:depth=8", "binary-trees:depth=9")]
    [InlineData("rings:count=10,length=3", "rings:count=11,length=3")]
    [InlineData("rings:count=10,length=3", "rings:count=10,length=4")]
    [InlineData("gcbench:live=5", "gcbench:live=6")]
    [InlineData("lru-cache:capacity=100", "lru-cache:capacity=101")]
    public void Other_work_has_another_checksum(string one, string other) =>
        Assert.NotEqual(Laboratory.Checksum(Engine, one), Laboratory.Checksum(Engine, other));
}

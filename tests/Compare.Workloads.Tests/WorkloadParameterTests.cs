using Compare.Engines.Abstractions.Parameters;
using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests;

/// <summary>Names that scripts rely on, and parameters that contradict each other.</summary>
public sealed class WorkloadParameterTests
{
    [Fact]
    public void The_promised_workloads_are_there() =>
        Assert.Superset(
            new HashSet<string> { "binary-trees", "gcbench", "lru-cache", "rings" },
            WorkloadUnderTest.All.Keys.ToHashSet());

    [Theory]
    [InlineData("binary-trees:depth=5,node=slots")]
    [InlineData("binary-trees:depth=5,node=tuple")]
    [InlineData("rings:count=3,length=2,node=tuple")]
    [InlineData("lru-cache:capacity=10,operations=20")]
    public void The_promised_parameters_are_there(string specification) =>
        Assert.NotNull(WorkloadUnderTest.Resolve(specification).Parameters);

    [Theory]
    [InlineData("gcbench:min=9,max=8", "'min'")]
    [InlineData("gcbench:stretch=5,min=2,max=6", "'max'")]
    public void Contradicting_depths_are_refused_by_name(string specification, string named)
    {
        ParameterException refusal = Assert.Throws<ParameterException>(() => Laboratory.Expect(specification));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_kind_of_node_is_refused()
    {
        ParameterException refusal = Assert.Throws<ParameterException>(
            () => WorkloadUnderTest.Resolve("binary-trees:node=tupel"));

        Assert.Contains("did you mean 'tuple'", refusal.Message, StringComparison.Ordinal);
    }
}

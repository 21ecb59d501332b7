using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;
using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests;

/// <summary>The workloads from the literature with unusual parameters, and what is special to some of them.</summary>
public sealed class CanonTests
{
    private const string Counting = "cpython";

    [Theory]
    [InlineData("mperm:iterations=1,numbers=1,capacity=1,removed=0")]
    [InlineData("mperm:iterations=2,numbers=4,capacity=3,removed=3")]
    [InlineData("queue:lists=1,cells=1,ring=1")]
    [InlineData("queue:lists=9,cells=3,ring=20,popular=5")]
    [InlineData("queue:lists=9,cells=3,ring=4,popular=1")]
    [InlineData("destroy:repetitions=2,steps=1,added=0")]
    [InlineData("destroy:repetitions=1,steps=60,added=0")]
    [InlineData("destroy:repetitions=1,steps=60,added=1")]
    [InlineData("gcold:size=2000,height=4,ratio=1,mutations=7,steps=9,step=1")]
    [InlineData("gcold:size=2000,height=4,ratio=2,mutations=0,steps=9,step=5000,work=20")]
    [InlineData("gc-collect:rounds=1,cycles=1,links=0")]
    [InlineData("gc-collect:rounds=2,cycles=3,links=1")]
    [InlineData("gc-traversal:levels=2,rounds=1")]
    [InlineData("larson:smallest=2,largest=2,slots=1,rounds=1,generations=1,workers=64")]
    [InlineData("larson:smallest=100,largest=5,slots=3,rounds=2,generations=3,workers=1")]
    [InlineData("lattice:source=2,target=2,rounds=1")]
    [InlineData("lattice:source=4,target=2,rounds=1")]
    [InlineData("earley:tokens=1,rounds=1")]
    [InlineData("term-rewriter:links=1,rounds=2,share=share")]
    [InlineData("term-rewriter:links=7,rounds=1,share=share")]
    public void Unusual_parameters_allocate_and_keep_what_is_expected(string workload) =>
        Assert.All([Counting, "micropython", "semispace:stress=true"], engine => HeldExpectation.On(engine, workload));

    [Theory]
    [InlineData("mperm")]
    [InlineData("queue")]
    [InlineData("destroy")]
    [InlineData("gcold")]
    [InlineData("larson")]
    [InlineData("gc-traversal")]
    [InlineData("lattice")]
    [InlineData("earley")]
    [InlineData("term-rewriter")]
    public void Counting_reclaims_everything_at_once(string workload)
    {
        using IEngine engine = EngineUnderTest.Create(Counting);
        engine.Control.AutomaticCollection = false;

        Laboratory.Run(engine, workload);

        Assert.Equal(0, engine.Control.Statistics.ObjectCount);
    }

    [Theory]
    [InlineData("mperm:capacity=2,removed=3", "'removed'")]
    [InlineData("gcold:size=1000,height=14", "'size'")]
    public void Contradicting_parameters_are_refused_by_name(string workload, string named)
    {
        ParameterException refusal = Assert.Throws<ParameterException>(() => Laboratory.Expect(workload));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }
}

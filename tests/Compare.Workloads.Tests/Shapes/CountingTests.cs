using Compare.Engines.Abstractions.Engines;
using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests.Shapes;

/// <summary>What counting alone reclaims of the shapes: all of what is not cyclic, nothing of what is.</summary>
public sealed class CountingTests
{
    private const string CountingAlone = "cpython:gen0=0";

    [Theory]
    [InlineData("list-churn:order=fifo", 0)]
    [InlineData("list-churn:order=lifo", 0)]
    [InlineData("list-churn:order=random", 0)]
    [InlineData("deep-list:shape=left-comb,length=3000", 0)]
    [InlineData("hash-churn", 0)]
    [InlineData("popular-object", 0)]
    [InlineData("survival-cliff", 0)]
    [InlineData("sawtooth", 0)]
    [InlineData("old-to-young:young=100%", 0)]
    [InlineData("cyclic-ast:nodes=50,documents=8,cyclic=0", 0)]
    [InlineData("cyclic-ast:nodes=50,documents=8,cyclic=25%", 100)]
    [InlineData("cyclic-ast:nodes=50,documents=8,cyclic=1", 400)]
    [InlineData("doubly-linked:lists=3,length=10,edits=20", 33)]
    [InlineData("observer-web:components=4,subjects=10,detach=1", 0)]
    [InlineData("observer-web:components=4,subjects=10,detach=50%", 80)]
    [InlineData("observer-web:components=4,subjects=10,detach=0", 160)]
    public void Counting_leaves_what_is_cyclic(string workload, long left)
    {
        using IEngine engine = EngineUnderTest.Create(CountingAlone);

        Laboratory.Run(engine, workload);

        Assert.Equal(left, engine.Control.Statistics.ObjectCount);
    }
}

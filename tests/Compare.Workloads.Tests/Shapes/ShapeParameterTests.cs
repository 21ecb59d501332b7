using Compare.Engines.Abstractions.Parameters;
using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests.Shapes;

/// <summary>
/// The shapes with unusual parameters: smallest numbers, shares of nothing and all, less work than the window takes.
/// </summary>
public sealed class ShapeParameterTests
{
    private const string Floor = "nogc";

    [Theory]
    [InlineData("list-churn:nodes=1,window=1")]
    [InlineData("list-churn:nodes=500,window=1,order=fifo")]
    [InlineData("list-churn:nodes=500,window=1,order=lifo")]
    [InlineData("list-churn:nodes=500,window=2,order=random")]
    [InlineData("list-churn:nodes=30,window=1000,order=random")]
    [InlineData("deep-list:length=1,rounds=1,shape=right-comb")]
    [InlineData("hash-churn:keys=1,operations=1")]
    [InlineData("hash-churn:keys=1,operations=1000,load=0.2")]
    [InlineData("hash-churn:keys=100,operations=3000,load=0.9")]
    [InlineData("old-to-young:live=1KiB,stores=500,fan-in=1,young=1")]
    [InlineData("old-to-young:stores=2000,fan-in=64,young=100%")]
    [InlineData("old-to-young:stores=2000,fan-in=3,young=0")]
    [InlineData("cyclic-ast:nodes=1,documents=3,keep=1,cyclic=100%")]
    [InlineData("cyclic-ast:nodes=500,documents=2,keep=10,cyclic=0.5")]
    [InlineData("doubly-linked:lists=3,length=1,edits=50")]
    [InlineData("doubly-linked:lists=1,length=5,edits=0")]
    [InlineData("observer-web:components=3,subjects=1,fan-out=1,detach=0.5")]
    [InlineData("observer-web:components=3,subjects=9,fan-out=9,detach=0.4")]
    [InlineData("popular-object:edges=1,rounds=1,garbage=0")]
    [InlineData("popular-object:edges=100,rounds=3,garbage=4")]
    [InlineData("nepotism-chain:nodes=300,window=1,links=cut")]
    [InlineData("nepotism-chain:nodes=300,window=1,links=kept")]
    [InlineData("nepotism-chain:nodes=10,window=100,payload=1B")]
    [InlineData("survival-cliff:lifetime=64B,allocate=64B,pattern=batch")]
    [InlineData("survival-cliff:lifetime=4000B,allocate=10000B,pattern=batch")]
    [InlineData("survival-cliff:lifetime=40000B,allocate=10000B")]
    [InlineData("sawtooth:low=1,ratio=2,teeth=1,dwell=0")]
    [InlineData("sawtooth:low=3,ratio=100,teeth=3,dwell=10")]
    public void Unusual_parameters_meet_their_expectation_on_every_engine(string workload) => HeldExpectation.OnEveryEngine(workload);

    [Theory]
    [InlineData("list-churn:order=random", true)]
    [InlineData("hash-churn", true)]
    [InlineData("old-to-young", true)]
    [InlineData("cyclic-ast", true)]
    [InlineData("doubly-linked", true)]
    [InlineData("sawtooth", true)]
    [InlineData("deep-list", false)]
    [InlineData("observer-web", false)]
    [InlineData("popular-object", false)]
    [InlineData("nepotism-chain", false)]
    [InlineData("survival-cliff", false)]
    public void The_seed_matters_where_something_is_random(string workload, bool random)
    {
        ulong one = Laboratory.Checksum(Floor, workload, seed: 1);
        ulong other = Laboratory.Checksum(Floor, workload, seed: 2);

        Assert.Equal(random, one != other);
    }

    [Theory]
    [InlineData("list-churn:order=fifo", "list-churn:order=lifo")]
    [InlineData("deep-list:shape=list", "deep-list:shape=left-comb")]
    [InlineData("old-to-young:fan-in=3", "old-to-young:fan-in=4")]
    [InlineData("cyclic-ast:cyclic=0", "cyclic-ast:cyclic=0.1")]
    [InlineData("observer-web:detach=0", "observer-web:detach=1")]
    [InlineData("survival-cliff:lifetime=1000B", "survival-cliff:lifetime=1040B")]
    public void Other_work_has_another_checksum(string one, string other) =>
        Assert.NotEqual(Laboratory.Checksum(Floor, one), Laboratory.Checksum(Floor, other));

    [Fact]
    public void An_observer_cannot_watch_more_subjects_than_there_are()
    {
        ParameterException refusal = Assert.Throws<ParameterException>(
            () => Laboratory.Expect("observer-web:subjects=4,fan-out=5"));

        Assert.Contains("'fan-out'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'subjects'", refusal.Message, StringComparison.Ordinal);
    }
}

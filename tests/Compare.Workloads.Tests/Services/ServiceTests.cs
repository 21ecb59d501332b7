using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests.Services;

/// <summary>Unusual parameters of programs that serve, and what dies how.</summary>
public sealed class ServiceTests
{
    [Theory]
    [InlineData("web-session:requests=1")]
    [InlineData("web-session:requests=30,sessions=1,life=1")]
    [InlineData("web-session:requests=30,survive=1,sessions=3,most=4KiB")]
    [InlineData("web-session:requests=30,survive=0,cyclic=1,handlers=1")]
    [InlineData("web-session:requests=20,least=3000,most=3000")]
    [InlineData("event-loop:turns=1,tasks=1,registry=1")]
    [InlineData("event-loop:turns=200,tasks=1,delay=1,payload=16")]
    [InlineData("event-loop:turns=20,tasks=50,delay=1000")]
    public void Unusual_parameters_meet_their_expectation_on_every_engine(string workload) => HeldExpectation.OnEveryEngine(workload);

    [Fact]
    public void The_largest_request_is_not_below_the_smallest()
    {
        ParameterException refusal = Assert.Throws<ParameterException>(() => Laboratory.Expect("web-session:least=4KiB,most=2KiB"));

        Assert.Contains("'most'", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>The remarks of both workloads say so; a cycle that nobody meant would show here.</summary>
    [Theory]
    [InlineData("web-session:cyclic=0", true)]
    [InlineData("web-session:cyclic=1", false)]
    [InlineData("event-loop", true)]
    public void Counting_reclaims_all_at_once_unless_cycles_are_asked_for(string workload, bool expected)
    {
        using IEngine engine = EngineUnderTest.Create("cpython");
        engine.Control.AutomaticCollection = false;
        CountWitness witness = new(engine);

        Laboratory.Run(engine, workload, observer: witness);

        Assert.Equal(expected, witness.ObjectsAtPeak == Laboratory.Expect(workload).PeakLiveObjects);
    }

    private sealed class CountWitness(IEngine engine) : IRunObserver
    {
        public long? ObjectsAtPeak { get; private set; }

        public void PhaseBegins(string name)
        {
            // Only the peak is watched.
        }

        public void PeakReached() => ObjectsAtPeak = engine.Control.Statistics.ObjectCount;
    }
}

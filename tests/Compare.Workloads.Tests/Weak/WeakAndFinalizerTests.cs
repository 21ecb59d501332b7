using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests.Weak;

/// <summary>What weak references and finalizers do to the heap while the workloads run.</summary>
public sealed class WeakAndFinalizerTests
{
    private const string Drain = "drain";
    private const int Window = 50;
    private const int Count = 400;
    private const long Live = 1 + (2 * Window);

    [Fact]
    public void Counting_finalizes_and_reclaims_what_is_in_no_cycle_at_once() =>
        Assert.Equal(Live, ObjectsAtDrain("cpython", $"finalizer-storm:window={Window},count={Count},finalizable=1,cyclic=0"));

    [Fact]
    public void Counting_does_not_find_the_cycles() =>
        Assert.Equal(
            Live + (2 * Count),
            ObjectsAtDrain("cpython", $"finalizer-storm:window={Window},count={Count},finalizable=1,cyclic=1"));

    [Theory]
    [InlineData(0, Live)]
    [InlineData(1, Live + (2 * Count))]
    public void Counting_brings_back_at_once_what_its_finalizer_stores(int share, long objects) =>
        Assert.Equal(
            objects, ObjectsAtDrain("cpython", $"resurrection:window={Window},count={Count},share={share},keep=1000000000"));

    /// <summary>The list is dropped after every object: what came back dies again, and its finalizer does not.</summary>
    [Fact]
    public void What_came_back_dies_without_another_call() =>
        Assert.Equal(Live, ObjectsAtDrain("cpython", $"resurrection:window={Window},count={Count},share=1,keep=1"));

    /// <summary>A collection at every allocation finds each dead object before the next dies.</summary>
    [Fact]
    public void Tracing_brings_back_what_finalizers_store()
    {
        const string Copying = "semispace:stress=true";
        long? none = ObjectsAtDrain(Copying, $"resurrection:window={Window},count={Count},share=0,keep=1000000000");
        long? all = ObjectsAtDrain(Copying, $"resurrection:window={Window},count={Count},share=1,keep=1000000000");

        Assert.InRange(all!.Value - none!.Value, Count, 2 * Count);
    }

    [Theory]
    [InlineData("finalizer-storm")]
    [InlineData("resurrection")]
    public void An_engine_that_reclaims_without_finalizers_is_not_asked(string name)
    {
        (IWorkload workload, ParameterValues parameters) = WorkloadUnderTest.Resolve(name);

        Assert.NotNull(workload.NotApplicable(EngineUnderTest.Traits("micropython"), parameters));
        Assert.All(
            ["clr", "cpython", "nogc", "pypy", "semispace"],
            engine => Assert.Null(workload.NotApplicable(EngineUnderTest.Traits(engine), parameters)));
    }

    [Fact]
    public void The_weak_cache_needs_weak_references()
    {
        (IWorkload workload, ParameterValues parameters) = WorkloadUnderTest.Resolve("weak-cache");
        EngineTraits traits = EngineUnderTest.Traits("micropython:weakrefs=false");

        Assert.NotNull(workload.NotApplicable(traits, parameters));
        Assert.Null(workload.NotApplicable(traits with { HasWeakReferences = true }, parameters));
    }

    /// <summary>Nothing is ever looked up, or each entry is made once.</summary>
    [Theory]
    [InlineData("weak-cache:clear=1", 2, 2)]
    [InlineData("weak-cache:entries=1,operations=100,clear=0", 5, 5)]
    [InlineData("weak-cache:entries=20,operations=4000,clear=0,skew=0", 62, 62)]
    public void Dropping_decides_how_many_values_are_made(string workload, long allocated, long live)
    {
        WorkloadExpectation expected = Laboratory.Expect(workload);

        Assert.Equal(allocated, expected.AllocatedObjects);
        Assert.Equal(live, expected.PeakLiveObjects);
    }

    [Theory]
    [InlineData("weak-cache:entries=1,operations=200,clear=0.5,payload=1")]
    [InlineData("weak-cache:entries=5,operations=300,clear=0.9,skew=3,callback=empty")]
    [InlineData("weak-cache:entries=500,operations=100,clear=0")]
    [InlineData("weak-cache:clear=1")]
    [InlineData("finalizer-storm:window=1,count=300,finalizable=1,cyclic=1")]
    [InlineData("finalizer-storm:window=30,count=300,finalizable=0,cyclic=0")]
    [InlineData("finalizer-storm:window=30,count=300,finalizable=1,cyclic=0")]
    [InlineData("resurrection:window=1,count=200,share=1,keep=1")]
    [InlineData("resurrection:window=30,count=300,share=1,keep=1000000000")]
    [InlineData("resurrection:window=30,count=300,share=0,keep=7")]
    public void Unusual_parameters_meet_their_expectation_on_every_engine(string workload) =>
        HeldExpectation.OnEveryEngine(workload);

    private static long? ObjectsAtDrain(string engineText, string workload)
    {
        using IEngine engine = EngineUnderTest.Create(engineText);
        PhaseWitness witness = new(engine, Drain);
        Laboratory.Run(engine, workload, observer: witness);
        return witness.Objects;
    }
}

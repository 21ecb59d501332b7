using System.Collections.Concurrent;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests;

/// <summary>What holds for every workload on every engine.</summary>
public sealed class WorkloadsOnEnginesTests
{
    private const int MostRunsUntilSteady = 5;

    private const string Floor = "nogc";

    private static readonly ConcurrentDictionary<string, ulong> s_floor = new();

    [Theory]
    [ClassData(typeof(EveryCell))]
    public void The_checksum_is_the_one_of_the_floor(string engine, string workload)
    {
        ulong expected = s_floor.GetOrAdd(workload, static text => Laboratory.Checksum(Floor, text));

        Assert.Equal(expected, Laboratory.Checksum(engine, workload));
    }

    [Theory]
    [ClassData(typeof(EveryCell))]
    public void Runs_on_one_heap_repeat_and_leave_nothing_behind(string engineText, string workload)
    {
        using IEngine engine = EngineUnderTest.Create(engineText);

        WorkloadProgram first = Laboratory.Run(engine, workload);
        engine.Rest();
        WorkloadProgram second = Laboratory.Run(engine, workload);
        engine.Rest();

        Assert.Equal(first.Checksum, second.Checksum);
        Assert.Equal(0, second.RootsLeft);
        engine.Control.Verify();
        if (engine.Traits.ReclaimsCycles)
        {
            Assert.True(engine.Control.Statistics.ObjectCount is null or 0, "A run left objects behind.");
        }
    }

    [Theory]
    [ClassData(typeof(EveryCell))]
    public void Exactly_what_is_expected_is_allocated(string engineText, string workload)
    {
        using IEngine engine = EngineUnderTest.Create(engineText);
        WorkloadExpectation expected = Laboratory.Expect(workload, engineText);
        HeapStatistics before = engine.Control.Statistics;

        Laboratory.Run(engine, workload);

        HeapStatistics after = engine.Control.Statistics;
        Assert.Equal(expected.AllocatedObjects, after.AllocatedObjects - before.AllocatedObjects);
        Assert.Equal(expected.AllocatedBytes, after.AllocatedBytes - before.AllocatedBytes);
    }

    [Theory]
    [ClassData(typeof(EveryCell))]
    public void Exactly_what_is_expected_is_live_at_the_only_peak(string engineText, string workload)
    {
        using IEngine engine = EngineUnderTest.Create(engineText);
        PeakWitness witness = new(engine);

        Laboratory.Run(engine, workload, observer: witness);

        Assert.Equal(1, witness.Peaks);
        Assert.NotEmpty(witness.Phases);
        if (engine.Traits.ReclaimsCycles && witness.LiveObjects is { } live)
        {
            Assert.Equal(Laboratory.Expect(workload, engineText).PeakLiveObjects, live);
        }
    }

    [Theory]
    [ClassData(typeof(EveryCell))]
    public void Nothing_is_allocated_on_the_managed_heap_of_the_host(string engineText, string workload)
    {
        if (EngineUnderTest.Traits(engineText).ManagedHeap)
        {
            return;
        }

        // The host allocates tables of its own once in a while, on the thread that compiles a method: those bytes do not come
        // back in every run, and bytes of the engine or the workload would.
        using IEngine engine = EngineUnderTest.Create(engineText);
        long managed = Laboratory.Run(engine, workload).ManagedBytes;
        for (int run = 0; run < MostRunsUntilSteady && managed > 0; run++)
        {
            engine.Rest();
            managed = Laboratory.Run(engine, workload).ManagedBytes;
        }

        Assert.Equal(0, managed);
    }
}

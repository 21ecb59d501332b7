using Compare.Engines.Abstractions.Engines;
using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests.Contract;

/// <summary>What holds for every workload on every engine.</summary>
public sealed class WorkloadsOnEnginesTests
{
    private const int MostRunsUntilSteady = 5;

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
    public void The_answer_is_the_floors_and_exactly_what_is_expected_is_allocated_and_live(string engine, string workload) =>
        HeldExpectation.On(engine, workload);

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

using System.Collections.Concurrent;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Engines.Heap.Checking;

namespace Compare.Workloads.Tests.Support;

/// <summary>Holds a workload with given parameters to its expectation, and to the floor's answer.</summary>
internal static class HeldExpectation
{
    private const string Floor = "nogc";

    private static readonly ConcurrentDictionary<string, ulong> s_floor = new();

    /// <summary>On one engine: exactly what is expected is allocated, and is live at the only peak.</summary>
    public static void On(string engineText, string workloadText)
    {
        WorkloadExpectation expected = Laboratory.Expect(workloadText, engineText);
        using IEngine engine = EngineUnderTest.Create(engineText);
        HeapStatistics before = engine.Control.Statistics;
        PeakWitness witness = new(engine);

        WorkloadProgram program = Laboratory.Run(engine, workloadText, observer: witness);

        HeapStatistics after = engine.Control.Statistics;
        Assert.Equal(AnswerOfTheFloor(workloadText), program.Checksum);
        Assert.Equal(expected.AllocatedObjects, after.AllocatedObjects - before.AllocatedObjects);
        Assert.Equal(expected.AllocatedBytes, after.AllocatedBytes - before.AllocatedBytes);
        Assert.Equal(1, witness.Peaks);
        Assert.NotEmpty(witness.Phases);
        if (engine.Traits.ReclaimsCycles && witness.LiveObjects is { } live)
        {
            Assert.InRange(live - expected.PeakLiveObjects, 0, expected.LiveTolerance * expected.PeakLiveObjects);
        }
    }

    /// <summary>On every engine that can run it, bare and under the checking heap.</summary>
    public static void OnEveryEngine(string workloadText)
    {
        (IWorkload workload, ParameterValues parameters) = WorkloadUnderTest.Resolve(workloadText);
        foreach (string name in EngineUnderTest.All.Where(name => workload.NotApplicable(EngineUnderTest.Traits(name), parameters) is null))
        {
            On(name, workloadText);

            using IEngine engine = EngineUnderTest.Create(name);
            WorkloadProgram program = Laboratory.Program(workloadText);
            engine.Execute(new CheckedProgram(program));
            Assert.Equal(AnswerOfTheFloor(workloadText), program.Checksum);
        }
    }

    private static ulong AnswerOfTheFloor(string workloadText) =>
        s_floor.GetOrAdd(workloadText, static text => Laboratory.Checksum(Floor, text));
}

using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Engines.Heap.Checking;

namespace Compare.Workloads.Tests.Support;

/// <summary>Holds a workload with given parameters to its expectation and its answer on every engine that can run it.</summary>
internal static class HeldExpectation
{
    public static void OnEveryEngine(string workloadText)
    {
        WorkloadExpectation expected = Laboratory.Expect(workloadText);
        ulong checksum = Laboratory.Checksum("nogc", workloadText);
        (IWorkload workload, ParameterValues parameters) = WorkloadUnderTest.Resolve(workloadText);
        foreach (string name in EngineUnderTest.All.Where(name => workload.NotApplicable(EngineUnderTest.Traits(name), parameters) is null))
        {
            using IEngine engine = EngineUnderTest.Create(name);
            PeakWitness witness = new(engine);

            Assert.Equal(checksum, Laboratory.Run(engine, workloadText, observer: witness).Checksum);

            HeapStatistics statistics = engine.Control.Statistics;
            Assert.Equal((expected.AllocatedObjects, expected.AllocatedBytes), (statistics.AllocatedObjects, statistics.AllocatedBytes));
            Assert.Equal(1, witness.Peaks);
            if (engine.Traits.ReclaimsCycles && witness.LiveObjects is { } live)
            {
                Assert.InRange(live - expected.PeakLiveObjects, 0, expected.LiveTolerance * expected.PeakLiveObjects);
            }

            using IEngine checkedEngine = EngineUnderTest.Create(name);
            WorkloadProgram program = Laboratory.Program(workloadText);
            checkedEngine.Execute(new CheckedProgram(program));
            Assert.Equal(checksum, program.Checksum);
        }
    }
}

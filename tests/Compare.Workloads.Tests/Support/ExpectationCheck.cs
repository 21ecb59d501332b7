using Compare.Engines.Abstractions.Workloads;

namespace Compare.Workloads.Tests.Support;

/// <summary>Runs a workload with parameters of its own on every engine and compares with what it promises.</summary>
internal static class ExpectationCheck
{
    private const string Floor = "nogc";

    public static void HoldsOnEveryEngine(string workload)
    {
        WorkloadExpectation expected = Laboratory.Expect(workload);
        ulong checksum = Laboratory.Checksum(Floor, workload);
        foreach (string name in EngineUnderTest.All)
        {
            using var engine = EngineUnderTest.Create(name);
            PeakWitness witness = new(engine);

            WorkloadProgram program = Laboratory.Run(engine, workload, observer: witness);

            Assert.Equal(checksum, program.Checksum);
            Assert.Equal(expected.AllocatedObjects, engine.Control.Statistics.AllocatedObjects);
            Assert.Equal(expected.AllocatedBytes, engine.Control.Statistics.AllocatedBytes);
            Assert.Equal(1, witness.Peaks);
            if (engine.Traits.ReclaimsCycles && witness.LiveObjects is { } live)
            {
                Assert.Equal(expected.PeakLiveObjects, live);
            }
        }
    }
}

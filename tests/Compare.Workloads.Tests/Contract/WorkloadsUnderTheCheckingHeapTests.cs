using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Heap.Checking;
using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests.Contract;

/// <summary>The workloads keep the rules of the heap interface: no dead temporary, no frame left, on every engine.</summary>
public sealed class WorkloadsUnderTheCheckingHeapTests
{
    [Theory]
    [ClassData(typeof(EveryCell))]
    public void No_rule_is_broken_and_the_checksum_is_the_same(string engineText, string workload)
    {
        using IEngine engine = EngineUnderTest.Create(engineText);
        WorkloadProgram program = Laboratory.Program(workload);

        engine.Execute(new CheckedProgram(program));

        Assert.Equal(Laboratory.Checksum(engineText, workload), program.Checksum);
    }
}

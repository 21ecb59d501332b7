using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Engines.Exact;
using Compare.Engines.Exact.Forms;
using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests.Exact;

/// <summary>The exact heap allocates what engines allocate: it agrees with closed forms, and with every engine in its own forms.</summary>
public sealed class ExactExpectationTests
{
    private static readonly string[] s_different = ["cpython", "micropython", "nogc"];

    public static TheoryData<string> SmokeWorkloads => new(WorkloadUnderTest.SmokeSpecifications);

    public static TheoryData<string> Engines =>
    [
        .. EngineUnderTest.All,
        "cpython:3.11",
        "cpython:3.12",
        "cpython:3.13",
        "micropython:word=32",
        "micropython:floats=unboxed",
        "micropython:word=32,floats=unboxed",
        "clr:jython",
        "clr:ironpython",
    ];

    [Theory]
    [MemberData(nameof(SmokeWorkloads))]
    public void A_run_in_plain_forms_finds_the_numbers_of_the_closed_form(string specification)
    {
        (IWorkload workload, ParameterValues parameters) = WorkloadUnderTest.Resolve(specification);
        if (workload.Expect(parameters, Laboratory.Seed) is { } closed)
        {
            WorkloadExpectation found = ExactRun.Expect(workload, parameters, Laboratory.Seed, ExactForms.Plain);

            Assert.Equal(closed with { AllocationTolerance = 0, LiveTolerance = 0 }, found);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_run_in_an_engines_forms_finds_what_the_engine_allocates_and_keeps(string engineText)
    {
        ObjectMix workload = new();
        ParameterValues none = WorkloadUnderTest.Parse(workload, []);
        using IEngine engine = EngineUnderTest.Create(engineText);
        WorkloadExpectation expected = ExactRun.Expect(workload, none, Laboratory.Seed, ExactForms.Of(engine));
        HeapStatistics before = engine.Control.Statistics;
        PeakWitness witness = new(engine);
        WorkloadProgram program = new(workload, new WorkloadRun(none, Laboratory.Seed, witness));

        engine.Execute(program);

        HeapStatistics after = engine.Control.Statistics;
        Assert.Equal(0, before.AllocatedObjects);
        Assert.Equal(expected.AllocatedObjects, after.AllocatedObjects);
        Assert.Equal(expected.AllocatedBytes, after.AllocatedBytes);
        if (engine.Traits.ReclaimsCycles && witness.LiveObjects is { } live)
        {
            Assert.Equal(expected.PeakLiveObjects, live);
        }
    }

    [Fact]
    public void Engines_allocate_different_numbers_of_the_same_program()
    {
        ObjectMix workload = new();
        ParameterValues none = WorkloadUnderTest.Parse(workload, []);

        long[] objects = [.. s_different.Select(
            engine => ExactRun.Expect(workload, none, Laboratory.Seed, Laboratory.Forms(engine)).AllocatedObjects)];

        Assert.Distinct(objects);
    }
}

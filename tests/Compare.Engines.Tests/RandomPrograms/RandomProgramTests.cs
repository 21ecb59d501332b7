using Compare.Engines.Heap.Checking;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.RandomPrograms;

/// <summary>Random programs on every engine, bare and under the checking heap, against the exact object graph.</summary>
public sealed class RandomProgramTests
{
    private const int BareIterations = 60;
    private const int CheckedIterations = 15;

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void Random_programs_agree_with_the_exact_object_graph(string engine) =>
        ProgramSampler.Sample(engine, BareIterations, program => program);

    [Theory]
    [MemberData(nameof(EnginesUnderTest.Variants), MemberType = typeof(EnginesUnderTest))]
    public void Random_programs_agree_under_the_checking_heap(string engine) =>
        ProgramSampler.Sample(engine, CheckedIterations, program => new CheckedProgram(program));
}

using Compare.Engines.Tests.RandomPrograms;

namespace Compare.Engines.Tests.PyPy;

public sealed class RandomProgramsWithCollectionsEverywhereTests
{
    private const int Iterations = 60;

    /// <summary>A minor collection at every allocation, a major one in small steps between them.</summary>
    [Theory]
    [InlineData("pypy:nursery=1,nursery-debug=true")]
    [InlineData("pypy:nursery=1,increment-step=256B verified")]
    [InlineData("pypy:nursery=1KiB,increment-step=64B verified")]
    public void Random_programs_agree_with_collections_everywhere(string engine) =>
        ProgramSampler.Sample(engine, Iterations, program => program);
}

using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Tests.RandomPrograms;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.MicroPython;

/// <summary>
/// Random programs against the exact object graph where collections happen all the time and inside every kind of
/// operation: low thresholds, several areas, heaps that grow.
/// </summary>
public sealed class RandomProgramsInTightHeapsTests
{
    private const int Programs = 12;
    private const int Steps = 1200;
    private const int Choices = 1000;

    private static readonly Operation[] s_operations = Enum.GetValues<Operation>();

    [Theory]
    [InlineData("micropython:heap=2MiB,threshold=512")]
    [InlineData("micropython:heap=2MiB,threshold=0,markstack=1")]
    [InlineData("micropython:heap=2MiB,threshold=2048,word=32,markstack=2")]
    [InlineData("micropython:heap=2MiB,threshold=2048,marking=precise,word=32")]
    [InlineData("micropython:heap=2MiB,threshold=4096,areas=3")]
    [InlineData("micropython:heap=2MiB,threshold=4096,areas=3,block=16,finalisers=false")]
    [InlineData("micropython:heap=8KiB,grow=true,strict=false,maxsplit=1MiB")]
    [InlineData("micropython:heap=8KiB,grow=true,strict=false,word=32")]
    public void Random_programs_agree_with_the_exact_object_graph(string variant)
    {
        for (int seed = 0; seed < Programs; seed++)
        {
            Random random = new(seed);
            Step[] steps =
            [
                .. Enumerable.Range(0, Steps).Select(_ => new Step(
                    s_operations[random.Next(s_operations.Length)],
                    random.Next(Choices),
                    random.Next(Choices),
                    random.Next(Choices))),
            ];
            using IEngine engine = EnginesUnderTest.Create(variant + " verified");
            engine.Execute(new RandomProgram(steps, engine.Traits));
            engine.Rest();
            engine.Control.Verify();
        }
    }
}

using BenchmarkDotNet.Attributes;
using Compare.Benchmarks.Programs;

namespace Compare.Benchmarks;

/// <summary>A call of a function with a frame of two locals.</summary>
public class FrameBenchmarks : EngineBenchmark
{
    private readonly CallWithFrameProgram _program = new();

    /// <summary>Enters and leaves.</summary>
    [Benchmark(OperationsPerInvoke = CallWithFrameProgram.Operations)]
    public void EnterAndLeave() => Run(_program);
}

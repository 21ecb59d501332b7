using BenchmarkDotNet.Attributes;
using Compare.Benchmarks.Programs;

namespace Compare.Benchmarks;

/// <summary>An object of two references, allocated and dropped; the collections that it costs are included.</summary>
public class AllocationBenchmarks : EngineBenchmark
{
    private readonly AllocateAndDropProgram _program = new();

    /// <summary>Allocates and drops.</summary>
    [Benchmark(OperationsPerInvoke = AllocateAndDropProgram.Operations)]
    public void AllocateAndDrop() => Run(_program);
}

using BenchmarkDotNet.Attributes;
using Compare.Benchmarks.Programs;

namespace Compare.Benchmarks;

/// <summary>Reads and writes of a reference field, with what the engine's barrier costs.</summary>
public class FieldBenchmarks : EngineBenchmark
{
    private readonly LoadFieldProgram _load = new();
    private readonly StoreFieldProgram _store = new();

    /// <summary>Reads a field into a local.</summary>
    [Benchmark(OperationsPerInvoke = LoadFieldProgram.Operations)]
    public void LoadField() => Run(_load);

    /// <summary>Writes a field.</summary>
    [Benchmark(OperationsPerInvoke = StoreFieldProgram.Operations)]
    public void StoreField() => Run(_store);
}

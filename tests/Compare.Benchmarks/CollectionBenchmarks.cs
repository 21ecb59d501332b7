using BenchmarkDotNet.Attributes;
using Compare.Benchmarks.Programs;
using Compare.Engines.Abstractions.Engines;

namespace Compare.Benchmarks;

/// <summary>An explicit full collection with a tree of <see cref="LiveTreeProgram.Nodes"/> live objects: nothing is garbage.</summary>
public class CollectionBenchmarks : EngineBenchmark
{
    /// <summary>Collects.</summary>
    /// <returns>What the engine returns.</returns>
    [Benchmark]
    public long? CollectFully() => Engine.Control.Collect(Engine.Control.GenerationCount - 1);

    /// <inheritdoc/>
    protected override bool Applies(EngineTraits traits) => traits.Reclaims;

    /// <inheritdoc/>
    protected override void Prepare() => Engine.Execute(new LiveTreeProgram());
}

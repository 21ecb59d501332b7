using Compare.Benchmarks.Programs;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Discovery;

namespace Compare.Benchmarks;

/// <summary>The command <c>full-collection ENGINE DEPTH</c>, which runs beside Peers/collection_capi.c.</summary>
internal static class PeerCollection
{
    /// <summary>Name of the command.</summary>
    public const string Name = "full-collection";

    /// <summary>Prints ns per live object of the fastest full collection.</summary>
    /// <param name="specification">Engine with parameters, e.g. <c>cpython:3.13,gen0=0</c>.</param>
    /// <param name="depth">Depth of the tree.</param>
    public static void Run(string specification, int depth)
    {
        Specification parsed = Specification.Parse(specification);
        EngineInfo engine = EngineCatalog.Discover(typeof(EngineBenchmark).Assembly).Find(parsed.Name)
            ?? throw new InvalidOperationException($"There is no engine '{parsed.Name}'.");
        EngineOptions options = new()
        {
            Parameters = ParameterValues.Parse($"engine {parsed.Name}", engine.Factory.Parameters, parsed.Arguments),
        };
        using IEngine heap = engine.Factory.Create(options);
        PeerTreeProgram program = new(heap, depth);
        heap.Execute(program);
        Console.WriteLine(program.NanosecondsPerObject);
    }
}

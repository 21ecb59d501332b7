using Compare.Benchmarks.Programs;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Discovery;

namespace Compare.Benchmarks;

/// <summary>The command <c>collection-costs ENGINE DEPTH</c>: what collections cost for each object, and how even increments are.</summary>
internal static class CollectionCosts
{
    /// <summary>Name of the command.</summary>
    public const string Name = "collection-costs";

    /// <summary>Prints the costs on a tree of 2^(depth+1)−1 live objects of two references and a word.</summary>
    /// <param name="specification">Engine with parameters, e.g. <c>pypy:nursery=1MiB</c>.</param>
    /// <param name="depth">Depth of the tree; 24 is a heap of 1 GiB where such an object takes 32 bytes.</param>
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
        heap.Execute(new CollectionCostProgram(heap, depth, Console.Out));
    }
}

using Compare.Benchmarks.Programs;
using Compare.Engines.Abstractions.Engines;

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
        using IEngine heap = BenchmarkEngine.Create(specification);
        heap.Execute(new CollectionCostProgram(heap, depth, Console.Out));
    }
}

using Compare.Benchmarks.Programs;
using Compare.Engines.Abstractions.Engines;

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
        using IEngine heap = BenchmarkEngine.Create(specification);
        PeerTreeProgram program = new(heap, depth);
        heap.Execute(program);
        Console.WriteLine(program.NanosecondsPerObject);
    }
}

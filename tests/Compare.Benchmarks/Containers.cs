using Compare.Benchmarks.Programs;
using Compare.Engines.Abstractions.Engines;

namespace Compare.Benchmarks;

/// <summary>The command <c>containers ENGINE ENTRIES WORK</c>, which runs beside Peers/containers_capi.c.</summary>
internal static class Containers
{
    /// <summary>Name of the command.</summary>
    public const string Name = "containers";

    /// <summary>Prints ns per operation of the fastest run.</summary>
    /// <param name="specification">Engine with parameters, e.g. <c>cpython:3.13,gen0=0</c>.</param>
    /// <param name="entries">Entries of the dictionary, or items of the list.</param>
    /// <param name="work">A name of <see cref="ContainerWork"/>, in any case.</param>
    public static void Run(string specification, int entries, string work)
    {
        using IEngine engine = BenchmarkEngine.Create(specification);
        ContainerProgram program = new(entries, Enum.Parse<ContainerWork>(work, ignoreCase: true));
        engine.Execute(program);
        Console.WriteLine(FormattableString.Invariant($"{program.NanosecondsPerOperation:F2}"));
    }
}

using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Discovery;

namespace Compare.Benchmarks;

/// <summary>Makes the engine that a command names.</summary>
internal static class BenchmarkEngine
{
    /// <summary>Makes an engine.</summary>
    /// <param name="specification">Engine with parameters, e.g. <c>cpython:3.13,gen0=0</c>.</param>
    /// <returns>The engine.</returns>
    /// <exception cref="InvalidOperationException">There is no such engine.</exception>
    public static IEngine Create(string specification)
    {
        Specification parsed = Specification.Parse(specification);
        EngineInfo engine = EngineCatalog.Discover(typeof(BenchmarkEngine).Assembly).Find(parsed.Name)
            ?? throw new InvalidOperationException($"There is no engine '{parsed.Name}'.");
        return engine.Factory.Create(new()
        {
            Parameters = ParameterValues.Parse($"engine {parsed.Name}", engine.Factory.Parameters, parsed.Arguments),
        });
    }
}

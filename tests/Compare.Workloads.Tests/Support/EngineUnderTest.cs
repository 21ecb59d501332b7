using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Discovery;

namespace Compare.Workloads.Tests.Support;

/// <summary>An engine of this build with parameters, written as users write it.</summary>
internal static class EngineUnderTest
{
    private const string Stress = "stress";

    private static readonly EngineCatalog s_catalog = EngineCatalog.Discover(typeof(EngineUnderTest).Assembly);

    /// <summary>Every engine and instrument with its default parameters, and with collections at every allocation where it can.</summary>
    public static IEnumerable<string> All => s_catalog.Engines.Concat(s_catalog.Instruments).SelectMany(engine =>
        engine.Factory.Parameters.Any(parameter => parameter.Name == Stress)
            ? [engine.Name, $"{engine.Name}:{Stress}=true"]
            : new[] { engine.Name });

    public static IEngine Create(string text, Func<EngineOptions, EngineOptions>? with = null)
    {
        (IEngineFactory factory, ParameterValues parameters) = Resolve(text);
        EngineOptions options = new() { Parameters = parameters };
        return factory.Create(with is null ? options : with(options));
    }

    public static EngineTraits Traits(string text)
    {
        (IEngineFactory factory, ParameterValues parameters) = Resolve(text);
        return factory.GetTraits(parameters);
    }

    private static (IEngineFactory Factory, ParameterValues Parameters) Resolve(string text)
    {
        Specification specification = Specification.Parse(text);
        IEngineFactory factory = s_catalog.Find(specification.Name)?.Factory
            ?? throw new InvalidOperationException($"No engine '{specification.Name}' was found.");
        return (factory, ParameterValues.Parse($"engine {text}", factory.Parameters, specification.Arguments));
    }
}

using System.Reflection;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;

namespace Compare.Workloads.Tests.Support;

/// <summary>An engine of this build with parameters, written as users write it.</summary>
internal static class EngineUnderTest
{
    private const string MetadataKey = "EngineAssembly";
    private const string Stress = "stress";

    private static readonly SortedDictionary<string, IEngineFactory> s_factories = new(Discover(), StringComparer.Ordinal);

    /// <summary>Every engine with its default parameters, and with collections at every allocation where it can.</summary>
    public static IEnumerable<string> All => s_factories.SelectMany(factory =>
        factory.Value.Parameters.Any(parameter => parameter.Name == Stress)
            ? [factory.Key, $"{factory.Key}:{Stress}=true"]
            : new[] { factory.Key });

    public static IEngine Create(string text)
    {
        (IEngineFactory factory, ParameterValues parameters) = Resolve(text);
        return factory.Create(new EngineOptions { Parameters = parameters });
    }

    public static EngineTraits Traits(string text)
    {
        (IEngineFactory factory, ParameterValues parameters) = Resolve(text);
        return factory.GetTraits(parameters);
    }

    private static (IEngineFactory Factory, ParameterValues Parameters) Resolve(string text)
    {
        Specification specification = Specification.Parse(text);
        IEngineFactory factory = s_factories[specification.Name];
        return (factory, ParameterValues.Parse($"engine {text}", factory.Parameters, specification.Arguments));
    }

    private static Dictionary<string, IEngineFactory> Discover() =>
        typeof(EngineUnderTest).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Where(metadata => metadata.Key == MetadataKey)
            .SelectMany(metadata => Assembly.Load(metadata.Value!).GetTypes())
            .Where(type => type.IsDefined(typeof(EngineAttribute)))
            .ToDictionary(
                type => type.GetCustomAttribute<EngineAttribute>()!.Name,
                type => (IEngineFactory)Activator.CreateInstance(type, nonPublic: true)!);
}

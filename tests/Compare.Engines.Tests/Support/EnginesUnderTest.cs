using System.Reflection;

using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;

namespace Compare.Engines.Tests.Support;

/// <summary>Every engine in every variant, found as the harness finds them: a new engine is tested with no test written.</summary>
public static class EnginesUnderTest
{
    private const string Verified = " verified";

    private static readonly Dictionary<string, IEngineFactory> s_factories = Discover();

    /// <summary>Gets the names of all engines with their default parameters.</summary>
    public static TheoryData<string> Engines => new(s_factories.Keys.Order(StringComparer.Ordinal));

    /// <summary>Gets all variants: each switch on, each choice, and each engine verifying itself; of the host its profiles only.</summary>
    public static TheoryData<string> Variants => new(VariantNames);

    /// <summary>Gets the names of all variants.</summary>
    public static IReadOnlyList<string> VariantNames { get; } =
    [
        .. s_factories.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .SelectMany(pair => VariantsOf(pair.Key, pair.Value)),
    ];

    /// <summary>Gets the factories of all engines by name, instruments included.</summary>
    public static IReadOnlyDictionary<string, IEngineFactory> Factories => s_factories;

    /// <summary>Gets the factories of the engines that are compared, by name.</summary>
    public static IReadOnlyDictionary<string, IEngineFactory> Compared { get; } = s_factories
        .Where(pair => pair.Value.GetType().GetCustomAttribute<EngineAttribute>() is { IsInstrument: false })
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>Gets the factory of an engine.</summary>
    public static IEngineFactory FactoryOf(string variant) => s_factories[Parse(variant).Name];

    /// <summary>Makes an engine.</summary>
    public static IEngine Create(string variant, long? heapLimitBytes = null, bool countWork = false)
    {
        bool verify = variant.EndsWith(Verified, StringComparison.Ordinal);
        return FactoryOf(variant).Create(new EngineOptions
        {
            Parameters = ParametersOf(variant),
            HeapLimitBytes = heapLimitBytes,
            CountWork = countWork,
            Verify = verify,
        });
    }

    /// <summary>Gets the traits of a variant.</summary>
    public static EngineTraits TraitsOf(string variant) => FactoryOf(variant).GetTraits(ParametersOf(variant));

    private static ParameterValues ParametersOf(string variant)
    {
        Specification specification = Parse(variant);
        return ParameterValues.Parse(
            $"engine {specification.Name}", s_factories[specification.Name].Parameters, specification.Arguments);
    }

    private static Specification Parse(string variant) =>
        Specification.Parse(variant.Replace(Verified, string.Empty, StringComparison.Ordinal));

    private static IEnumerable<string> VariantsOf(string name, IEngineFactory factory)
    {
        yield return name;
        yield return name + Verified;

        // The host's settings change when it collects, not what a program sees.
        bool isHost = factory.GetTraits(ParameterValues.Parse($"engine {name}", factory.Parameters, [])).ManagedHeap;
        foreach (ParameterDescription parameter in factory.Parameters.Where(parameter => parameter.Positional || !isHost))
        {
            if (parameter is { Kind: ParameterKind.Boolean, Default: "false" })
            {
                yield return $"{name}:{parameter.Name}=true";
            }

            foreach (string choice in parameter.Choices.Where(choice => choice != parameter.Default))
            {
                yield return $"{name}:{parameter.Name}={choice}";
            }
        }
    }

    private static Dictionary<string, IEngineFactory> Discover() =>
        typeof(EnginesUnderTest).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Where(attribute => attribute.Key == "EngineAssembly")
            .SelectMany(attribute => Assembly.Load(attribute.Value!).GetTypes())
            .Where(type => type.GetCustomAttribute<EngineAttribute>() is not null)
            .ToDictionary(
                type => type.GetCustomAttribute<EngineAttribute>()!.Name,
                type => (IEngineFactory)Activator.CreateInstance(type)!,
                StringComparer.Ordinal);
}

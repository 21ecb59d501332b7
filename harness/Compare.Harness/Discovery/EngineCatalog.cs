using System.Reflection;
using Compare.Engines.Abstractions.Engines;

namespace Compare.Harness.Discovery;

/// <summary>
/// Every engine of this build: the classes with <see cref="EngineAttribute"/> in the assemblies whose names the build
/// stamped into the program. A new engine is a new folder; nothing else has to be told of it.
/// </summary>
public sealed class EngineCatalog
{
    private const string MetadataKey = "EngineAssembly";

    /// <summary>Creates a catalog of given engines.</summary>
    /// <param name="engines">The engines.</param>
    public EngineCatalog(IEnumerable<EngineInfo> engines)
    {
        ILookup<bool, EngineInfo> found = engines.OrderBy(engine => engine.Name, StringComparer.Ordinal)
            .ToLookup(engine => engine.IsInstrument);
        Engines = [.. found[false]];
        Instruments = [.. found[true]];
    }

    /// <summary>The engines that are compared, in ordinal order of their names.</summary>
    public IReadOnlyList<EngineInfo> Engines { get; }

    /// <summary>The engines that measure programs and do not compete, in ordinal order of their names.</summary>
    public IReadOnlyList<EngineInfo> Instruments { get; }

    /// <summary>Finds the engines whose assemblies are stamped into a program.</summary>
    /// <param name="program">An assembly built with <c>harness/DiscoveredEngines.props</c>.</param>
    public static EngineCatalog Discover(Assembly program) =>
        new(program.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Where(metadata => metadata.Key == MetadataKey && metadata.Value is not null)
            .Select(metadata => metadata.Value!)
            .Distinct(StringComparer.Ordinal)
            .SelectMany(name => EnginesAmong(Assembly.Load(name).GetTypes())));

    /// <summary>This catalog with the engines of a plug-in.</summary>
    /// <param name="plugin">The plug-in.</param>
    /// <exception cref="PluginException">An engine has a name that is taken.</exception>
    public EngineCatalog With(Plugin plugin)
    {
        return plugin.Engines.FirstOrDefault(engine => Find(engine.Name) is not null) is { } taken
            ? throw new PluginException($"The engine '{taken.Name}' of '{plugin.Path}' has a name that is taken; rename it.")
            : new([.. Engines, .. Instruments, .. plugin.Engines]);
    }

    /// <summary>Finds an engine or instrument by name.</summary>
    /// <param name="name">The name.</param>
    public EngineInfo? Find(string name) => Engines.Concat(Instruments).FirstOrDefault(engine => engine.Name == name);

    /// <summary>The engines among types.</summary>
    /// <param name="types">The types of an assembly.</param>
    internal static IEnumerable<EngineInfo> EnginesAmong(IEnumerable<Type> types)
    {
        foreach (Type type in types)
        {
            if (type.GetCustomAttribute<EngineAttribute>() is { } engine && typeof(IEngineFactory).IsAssignableFrom(type))
            {
                yield return new EngineInfo(
                    engine.Name,
                    type.Assembly.GetName().Name!,
                    type.FullName!,
                    (IEngineFactory)Activator.CreateInstance(type, nonPublic: true)!)
                {
                    IsInstrument = engine.IsInstrument,
                };
            }
        }
    }
}

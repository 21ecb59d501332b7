using System.Reflection;
using Compare.Engines.Abstractions.Workloads;

namespace Compare.Harness.Discovery;

/// <summary>Every workload of an assembly: the classes that implement <see cref="IWorkload"/>.</summary>
public sealed class WorkloadCatalog
{
    /// <summary>Simple name of the assembly with the workloads.</summary>
    public const string AssemblyName = "Compare.Workloads";

    /// <summary>Creates a catalog of given workloads.</summary>
    /// <param name="workloads">The workloads.</param>
    public WorkloadCatalog(IEnumerable<IWorkload> workloads) =>
        Workloads = [.. workloads.OrderBy(workload => workload.Name, StringComparer.Ordinal)];

    /// <summary>The workloads in ordinal order of their names.</summary>
    public IReadOnlyList<IWorkload> Workloads { get; }

    /// <summary>Finds the workloads of this build.</summary>
    public static WorkloadCatalog Discover() => In([Assembly.Load(AssemblyName)]);

    /// <summary>Finds the workloads of assemblies.</summary>
    /// <param name="assemblies">The assemblies.</param>
    public static WorkloadCatalog In(IEnumerable<Assembly> assemblies) =>
        new(assemblies.SelectMany(assembly => WorkloadsAmong(assembly.GetTypes())));

    /// <summary>This catalog with the workloads of a plug-in.</summary>
    /// <param name="plugin">The plug-in.</param>
    /// <exception cref="PluginException">A workload has a name that is taken.</exception>
    public WorkloadCatalog With(Plugin plugin)
    {
        return plugin.Workloads.FirstOrDefault(workload => Find(workload.Name) is not null) is { } taken
            ? throw new PluginException($"The workload '{taken.Name}' of '{plugin.Path}' has a name that is taken; rename it.")
            : new([.. Workloads, .. plugin.Workloads]);
    }

    /// <summary>Finds a workload by name.</summary>
    /// <param name="name">The name.</param>
    public IWorkload? Find(string name) => Workloads.FirstOrDefault(workload => workload.Name == name);

    /// <summary>The workloads among types.</summary>
    /// <param name="types">The types of an assembly.</param>
    internal static IEnumerable<IWorkload> WorkloadsAmong(IEnumerable<Type> types) => types
        .Where(type => type is { IsAbstract: false, IsClass: true, ContainsGenericParameters: false }
            && typeof(IWorkload).IsAssignableFrom(type)
            && type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []) is not null)
        .Select(type => (IWorkload)Activator.CreateInstance(type, nonPublic: true)!);
}

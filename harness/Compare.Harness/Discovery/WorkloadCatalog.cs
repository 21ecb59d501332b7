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
    public static WorkloadCatalog Discover() =>
        new(Assembly.Load(AssemblyName).GetTypes()
            .Where(type => type is { IsAbstract: false, IsClass: true, ContainsGenericParameters: false }
                && typeof(IWorkload).IsAssignableFrom(type)
                && type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []) is not null)
            .Select(type => (IWorkload)Activator.CreateInstance(type, nonPublic: true)!));

    /// <summary>Finds a workload by name.</summary>
    /// <param name="name">The name.</param>
    public IWorkload? Find(string name) => Workloads.FirstOrDefault(workload => workload.Name == name);
}

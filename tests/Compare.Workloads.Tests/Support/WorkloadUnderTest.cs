using System.Reflection;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Harness.Discovery;

namespace Compare.Workloads.Tests.Support;

/// <summary>The workloads of the assemblies whose names the build stamped into the tests, found as the harness finds them.</summary>
internal static class WorkloadUnderTest
{
    private const string MetadataKey = "WorkloadAssembly";

    public static IReadOnlyDictionary<string, IWorkload> All { get; } = WorkloadCatalog.In(
            typeof(WorkloadUnderTest).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Where(metadata => metadata.Key == MetadataKey)
                .Select(metadata => Assembly.Load(metadata.Value!)))
        .Workloads.ToDictionary(workload => workload.Name);

    /// <summary>Every workload in smoke size, once for each choice of each word-valued parameter.</summary>
    public static IEnumerable<string> SmokeSpecifications => All.Values.SelectMany(workload =>
    {
        IEnumerable<string> choices = workload.Parameters.SelectMany(
            parameter => parameter.Choices.Select(choice => $"{workload.Name}:{parameter.Name}={choice}"));
        return choices.DefaultIfEmpty(workload.Name);
    });

    /// <summary>Reads a specification; what it does not name has the value of the smoke size.</summary>
    public static (IWorkload Workload, ParameterValues Parameters) Resolve(string text)
    {
        Specification specification = Specification.Parse(text);
        IWorkload workload = All[specification.Name];
        IEnumerable<KeyValuePair<string, string>> rest = workload.GetSize(WorkloadSize.Smoke)
            .Where(argument => specification.Arguments.All(given => given.Key != argument.Key));
        return (workload, Parse(workload, [.. specification.Arguments, .. rest]));
    }

    public static ParameterValues Parse(IWorkload workload, IEnumerable<KeyValuePair<string, string>> arguments) =>
        ParameterValues.Parse($"workload {workload.Name}", workload.Parameters, arguments);
}

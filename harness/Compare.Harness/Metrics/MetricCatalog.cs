using System.Reflection;

namespace Compare.Harness.Metrics;

/// <summary>Every metric of this assembly.</summary>
public static class MetricCatalog
{
    /// <summary>The metrics in ordinal order of their names.</summary>
    public static IReadOnlyList<IMetric> Metrics { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetTypes()
            .Where(type => type is { IsAbstract: false, IsClass: true } && typeof(IMetric).IsAssignableFrom(type))
            .Select(type => (IMetric)Activator.CreateInstance(type)!)
            .OrderBy(metric => metric.Name, StringComparer.Ordinal),
    ];

    /// <summary>Name of a direction in result files.</summary>
    /// <param name="direction">The direction.</param>
    public static string Name(this MetricDirection direction) =>
        direction == MetricDirection.Lower ? "lower" : "higher";
}

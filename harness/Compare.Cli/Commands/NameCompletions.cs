using System.CommandLine.Completions;
using Compare.Harness.Discovery;
using Compare.Harness.Matrix;
using Compare.Harness.Metrics;

namespace Compare.Cli.Commands;

/// <summary>Names that complete options and arguments; looked up only when a shell asks.</summary>
/// <param name="catalogs">Engines and workloads of this build.</param>
internal sealed class NameCompletions(Catalogs catalogs)
{
    /// <summary>Engines.</summary>
    public IEnumerable<CompletionItem> Engines(CompletionContext context) => Items(catalogs.Engines.Engines.Select(engine => engine.Name));

    /// <summary>Workloads.</summary>
    public IEnumerable<CompletionItem> Workloads(CompletionContext context) =>
        Items(catalogs.Workloads.Workloads.Select(workload => workload.Name));

    /// <summary>Presets.</summary>
    public static IEnumerable<CompletionItem> Presets(CompletionContext context) => Items(MatrixPresets.Names);

    /// <summary>Metrics.</summary>
    public static IEnumerable<CompletionItem> Metrics(CompletionContext context) => Items(MetricCatalog.Metrics.Select(metric => metric.Name));

    private static IEnumerable<CompletionItem> Items(IEnumerable<string> names) => names.Select(name => new CompletionItem(name));
}

using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Metrics;
using Compare.Harness.Statistics.Verdicts;
using Compare.Harness.Validation;
using YamlDotNet.RepresentationModel;

namespace Compare.Harness.Matrix;

/// <summary>Reads the mapping <c>gates</c> (methodology 8.1).</summary>
/// <param name="places">Where nodes were written.</param>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class GateReader(NodePlaces places, ICollection<Problem> problems)
{
    /// <summary>Another name of the wall time.</summary>
    private const string TimeName = "time";

    private const string Example =
        "write for example 'gates: {exact: [objects_visited], stat: {metric: wall_ns, worse_than: 3%, fdr: 5%}}'";

    /// <summary>Reads the gates; null where there are none.</summary>
    /// <param name="node">The mapping, or null when the key is missing.</param>
    public MatrixGates? Read(YamlNode? node)
    {
        if (node is null)
        {
            return null;
        }

        if (node is not YamlMappingNode mapping)
        {
            Add(node, $"The key 'gates' takes keys of its own; {Example}.");
            return null;
        }

        Dictionary<string, YamlNode> entries = YamlEntries.Read(mapping, MatrixKeys.Gates, places, problems);
        IReadOnlyList<string> exact = new FilterReader(places, problems).Names(entries, "exact");
        foreach (string count in exact.Where(count => !ConfigExpression.IsWord(count)))
        {
            Add(entries["exact"], $"'{Sentence.Shown(count)}' is no count of the work vector; {Example}.");
        }

        StatGate? stat = entries.TryGetValue("stat", out YamlNode? statNode) ? ReadStat(statNode) : null;
        if (exact.Count == 0 && stat is null)
        {
            Add(node, $"The gates fail on nothing; {Example}.");
        }

        return new MatrixGates([.. exact.Distinct(StringComparer.Ordinal)], stat);
    }

    private StatGate? ReadStat(YamlNode node)
    {
        if (node is not YamlMappingNode mapping)
        {
            Add(node, $"The key 'stat' takes keys of its own; {Example}.");
            return null;
        }

        Dictionary<string, YamlNode> entries = YamlEntries.Read(mapping, MatrixKeys.Stat, places, problems);
        string[] metrics = [.. MetricCatalog.Metrics.Select(metric => metric.Name)];
        string metric = metrics[0];
        if (entries.TryGetValue("metric", out YamlNode? metricNode))
        {
            metric = (metricNode as YamlScalarNode)?.Value ?? string.Empty;
            metric = metric == TimeName ? new WallTime().Name : metric;
            if (!metrics.Contains(metric, StringComparer.Ordinal))
            {
                string shown = Sentence.Shown(metric);
                Add(metricNode, $"Unknown metric '{shown}'{NearestWord.Suggest(shown, metrics)}");
            }
        }
        else
        {
            Add(node, $"The key 'metric' is missing; {Example}.");
        }

        return new StatGate(
            metric,
            Percentage(entries, "worse_than", VerdictRule.DefaultTolerance),
            Percentage(entries, "fdr", VerdictRule.FalseDiscoveryRate));
    }

    private double Percentage(Dictionary<string, YamlNode> entries, string key, double otherwise)
    {
        if (!entries.TryGetValue(key, out YamlNode? node))
        {
            return otherwise;
        }

        if (!Percentages.TryParse((node as YamlScalarNode)?.Value ?? string.Empty, out double share, out string error))
        {
            Add(node, Sentence.Of(error));
        }

        return share;
    }

    private void Add(YamlNode node, string message) => problems.Add(new Problem(places.Of(node), message));
}

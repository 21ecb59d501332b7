using System.Globalization;
using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Validation;
using YamlDotNet.RepresentationModel;

namespace Compare.Harness.Matrix;

/// <summary>Reads the mapping form of <c>heap</c>: a sweep relative to what each workload needs.</summary>
internal sealed class HeapSweepReader(NodePlaces places, ICollection<Problem> problems)
{
    private const decimal LeastPoint = 0.01m;
    private const decimal MostPoint = 1_000;
    private const int MostPoints = 100;

    /// <summary>No machine has more; multiples of it still fit into 64 bits.</summary>
    private const long MostBytes = 1L << 50;

    /// <summary>Reads a sweep; null when something is wrong.</summary>
    /// <param name="mapping">The mapping.</param>
    public Located<HeapSweep>? Read(YamlMappingNode mapping)
    {
        int before = problems.Count;
        Dictionary<string, YamlNode> entries = YamlEntries.Read(mapping, MatrixKeys.Sweep, places, problems);
        SweepBase sweepBase = Word(entries, "relative_to", SweepNames.Bases, SweepNames.BaseOf) ?? SweepBase.MinHeap;
        SweepOrder order = Word(entries, "order", SweepNames.Orders, SweepNames.OrderOf) ?? SweepOrder.EndsFirst;
        List<decimal> points = ReadPoints(mapping, entries);
        HeapSweep sweep = new() { Base = sweepBase, Order = order, Points = [.. points.Distinct().Order()] };
        if (entries.TryGetValue("limits", out YamlNode? limits))
        {
            sweep = sweep with { Limits = ReadLimits(limits, sweep.Points.Count) };
        }

        return problems.Count == before ? new Located<HeapSweep>(sweep, Place(mapping)) : null;
    }

    private T? Word<T>(Dictionary<string, YamlNode> entries, string key, IReadOnlyCollection<string> valid, Func<string?, T?> find)
        where T : struct
    {
        if (!entries.TryGetValue(key, out YamlNode? node))
        {
            return null;
        }

        string word = (node as YamlScalarNode)?.Value ?? string.Empty;
        T? found = find(word);
        if (found is null)
        {
            string shown = Sentence.Shown(word);
            Add(node, $"Unknown word '{shown}' for '{key}'{NearestWord.Suggest(shown, valid)}");
        }

        return found;
    }

    private List<decimal> ReadPoints(YamlMappingNode mapping, Dictionary<string, YamlNode> entries)
    {
        const string Example = "write for example 'points: [1.1, 1.5, 2, 4]'";
        List<decimal> points = [];
        if (!entries.TryGetValue("points", out YamlNode? node))
        {
            Add(mapping, $"A heap sweep needs 'points'; {Example}.");
            return points;
        }

        YamlNode[] items = node is YamlSequenceNode list ? [.. list.Children] : [node];
        if (items.Length is 0 or > MostPoints)
        {
            Add(node, $"A heap sweep has 1 to {MostPoints} points; {Example}.");
        }

        foreach (YamlNode item in items)
        {
            if (item is YamlScalarNode { Value: { } text }
                && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal point)
                && point is >= LeastPoint and <= MostPoint)
            {
                points.Add(point);
            }
            else
            {
                Add(item, string.Create(
                    CultureInfo.InvariantCulture, $"A point of a heap sweep is a number from {LeastPoint} to {MostPoint}; {Example}."));
            }
        }

        return points;
    }

    private List<WorkloadLimits> ReadLimits(YamlNode node, int points)
    {
        List<WorkloadLimits> limits = [];
        foreach (YamlNode item in node is YamlSequenceNode list ? list.Children : [node])
        {
            Dictionary<string, YamlNode> parts =
                item is YamlMappingNode mapping ? YamlEntries.Read(mapping, MatrixKeys.Limits, places, problems) : [];
            string? workload = (parts.GetValueOrDefault("workload") as YamlScalarNode)?.Value;
            List<long?> bytes = parts.GetValueOrDefault("bytes") is YamlSequenceNode sizes ? [.. sizes.Children.Select(Size)] : [];
            string? baseText = (parts.GetValueOrDefault("base") as YamlScalarNode)?.Value;
            long? baseBytes = parts.TryGetValue("base", out YamlNode? baseNode) ? Size(baseNode) : null;
            bool whole = workload is not null && bytes.TrueForAll(size => size is not null)
                && (baseBytes is null ? baseText == "none" && bytes.Count == 0 : bytes.Count == points)
                && !limits.Exists(one => one.Workload == workload);
            if (whole)
            {
                limits.Add(new WorkloadLimits(workload!, baseBytes, [.. bytes.Select(size => size!.Value)]));
            }
            else
            {
                Add(item, "An entry of 'limits' names a workload once, its base and one size for each point; leave out 'limits' to have them found.");
            }
        }

        return limits;
    }

    private static long? Size(YamlNode node) =>
        node is YamlScalarNode { Value: { } text } && HeapLimits.TryParse(text, out long? bytes, out _) && bytes <= MostBytes ? bytes : null;

    private void Add(YamlNode node, string message) => problems.Add(new Problem(Place(node), message));

    private string Place(YamlNode node) => places.Of(node);
}

using System.Globalization;
using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Validation;
using YamlDotNet.RepresentationModel;

namespace Compare.Harness.Matrix;

/// <summary>Reads a matrix file. Every fault is reported with its line and column; nothing is guessed.</summary>
public sealed class MatrixReader
{
    private const string AutoName = "auto";
    private const int MostIterations = 100_000;

    private readonly NodePlaces _places;
    private readonly ICollection<Problem> _problems;

    private MatrixReader(NodePlaces places, ICollection<Problem> problems)
    {
        _places = places;
        _problems = problems;
    }

    /// <summary>Reads the text of a matrix and the files that it includes.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="source">Name of the file, for places; included files are looked for beside it.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <returns>The matrix, or null when problems were found.</returns>
    public static MatrixDocument? Read(string text, string source, ICollection<Problem> problems) =>
        Read(text, source, problems, isPart: false);

    /// <summary>Reads a file that matrices include and that need not name engines and workloads.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="source">Name of the file, for places.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <returns>What it says, or null when problems were found.</returns>
    public static MatrixDocument? ReadPart(string text, string source, ICollection<Problem> problems) =>
        Read(text, source, problems, isPart: true);

    private static MatrixDocument? Read(string text, string source, ICollection<Problem> problems, bool isPart)
    {
        int before = problems.Count;
        if (MatrixIncludes.Load(text, source, problems) is not { } tree)
        {
            return null;
        }

        MatrixDocument document = new MatrixReader(tree.Places, problems).ReadRoot(tree.Root, isPart);
        return problems.Count == before ? document : null;
    }

    private MatrixDocument ReadRoot(YamlMappingNode root, bool isPart)
    {
        Dictionary<string, YamlNode> entries = Entries(root, MatrixKeys.Root);
        ConfigReader configs = new(_places, _problems);
        RunSettings runs = entries.TryGetValue("runs", out YamlNode? runsNode) ? ReadRuns(runsNode) : new RunSettings();
        return new MatrixDocument
        {
            Source = _places.Source,
            Name = Scalar(entries, "name")?.Value,
            Question = Scalar(entries, "question")?.Value,
            Baseline = Scalar(entries, "baseline"),
            Plugins = ReadPlugins(entries),
            Engines = configs.ReadList(Needed(root, entries, "engines", isPart), "engines", CellHalf.Engine),
            Workloads = configs.ReadList(Needed(root, entries, "workloads", isPart), "workloads", CellHalf.Workload),
            Heaps = entries.TryGetValue("heap", out YamlNode? heap) && heap is not YamlMappingNode ? ReadHeaps(heap) : [],
            Sweep = heap is YamlMappingNode sweep ? new HeapSweepReader(_places, _problems).Read(sweep) : null,
            Runs = runs with { Probes = new ProbeReader(_places, _problems).Read(entries.GetValueOrDefault("probes")) },
            Gates = new GateReader(_places, _problems).Read(entries.GetValueOrDefault("gates")),
            Modifiers = new ModifierReader(_places, _problems).Read(entries.GetValueOrDefault("modifiers")),
            Sets = new SetReader(_places, _problems).Read(entries.GetValueOrDefault("sets")),
            Include = ReadRules(entries, "include"),
            Exclude = ReadRules(entries, "exclude"),
        };
    }

    private List<Located<string>> ReadPlugins(Dictionary<string, YamlNode> entries)
    {
        List<Located<string>> plugins = [];
        if (!entries.TryGetValue("plugins", out YamlNode? node))
        {
            return plugins;
        }

        string folder = Path.GetDirectoryName(_places.Source) ?? string.Empty;
        foreach (YamlNode item in node is YamlSequenceNode list ? list.Children : [node])
        {
            if (item is YamlScalarNode { Value: { Length: > 0 } path })
            {
                plugins.Add(new Located<string>(Path.Combine(folder, path), Place(item)));
            }
            else
            {
                Add(item, "A plug-in is the path of an assembly; write for example 'plugins: [bin/Release/net10.0/My.Engines.dll]'.");
            }
        }

        return plugins;
    }

    private List<Located<long?>> ReadHeaps(YamlNode node)
    {
        List<Located<long?>> heaps = [];
        foreach (YamlNode item in node is YamlSequenceNode list ? list.Children : [node])
        {
            string error = "a heap limit is a size or 'none'; write for example 'heap: [none, 64MiB]'";
            if (item is YamlScalarNode { Value: { } text } && HeapLimits.TryParse(text, out long? bytes, out error))
            {
                heaps.Add(new Located<long?>(bytes, Place(item)));
            }
            else
            {
                Add(item, Sentence.Of(error));
            }
        }

        return heaps;
    }

    private RunSettings ReadRuns(YamlNode node)
    {
        RunSettings defaults = new();
        if (node is not YamlMappingNode mapping)
        {
            Add(node, $"The key 'runs' takes keys of its own; write for example 'runs: {{invocations: 5}}' (valid: {string.Join(", ", MatrixKeys.Runs)}).");
            return defaults;
        }

        Dictionary<string, YamlNode> entries = Entries(mapping, MatrixKeys.Runs);
        RunSettings limited = Timeout(entries, defaults);
        return limited with
        {
            Invocations = (int)Number(entries, "invocations", defaults.Invocations, 1, 100_000),
            Iterations = Iterations(entries, defaults.Iterations),
            Warmup = (int)Number(entries, "warmup", defaults.Warmup, 1, 100_000),
            Order = Order(entries, defaults.Order),
            Seed = Number(entries, "seed", defaults.Seed, 0, long.MaxValue),
            Batch = Batch(entries, defaults.Batch),
            Verify = Flag(entries, "verify", defaults.Verify),
            Canary = entries.ContainsKey("canary") ? Flag(entries, "canary", otherwise: true) : defaults.Canary,
            AaPair = Flag(entries, "aa_pair", defaults.AaPair),
            Tolerance = Percentage(entries, "tolerance", defaults.Tolerance),
        };
    }

    private RunSettings Timeout(Dictionary<string, YamlNode> entries, RunSettings runs)
    {
        if (Scalar(entries, "timeout") is { } scalar && !TimeoutText.TryApply(scalar.Value, ref runs, out string error))
        {
            _problems.Add(new Problem(scalar.Place, Sentence.Of(error)));
        }

        return runs;
    }

    private int? Iterations(Dictionary<string, YamlNode> entries, int? otherwise)
    {
        Located<string>? scalar = Scalar(entries, "iterations");
        if (scalar is null)
        {
            return otherwise;
        }

        if (scalar.Value == AutoName)
        {
            return null;
        }

        if (int.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is >= 1 and <= MostIterations)
        {
            return count;
        }

        _problems.Add(new Problem(
            scalar.Place,
            $"'iterations' is '{scalar.Value}', but must be a whole number from 1 to {MostIterations}, or auto; "
                + $"write for example 'iterations: {otherwise}'."));
        return otherwise;
    }

    private RunOrder Order(Dictionary<string, YamlNode> entries, RunOrder otherwise)
    {
        Located<string>? scalar = Scalar(entries, "order");
        if (scalar is null || RunOrders.TryParse(scalar.Value, out otherwise))
        {
            return otherwise;
        }

        _problems.Add(new Problem(
            scalar.Place, $"Unknown order '{Sentence.Shown(scalar.Value)}'{NearestWord.Suggest(scalar.Value, RunOrders.Names)}"));
        return otherwise;
    }

    private BatchSize Batch(Dictionary<string, YamlNode> entries, BatchSize otherwise)
    {
        Located<string>? scalar = Scalar(entries, "batch");
        if (scalar is null || BatchSize.TryParse(scalar.Value, out otherwise))
        {
            return otherwise;
        }

        _problems.Add(new Problem(
            scalar.Place,
            $"'batch' is '{scalar.Value}', but must be a whole number from 1 to {BatchSize.Most}, or auto; "
                + "write for example 'batch: auto'."));
        return otherwise;
    }

    private double Percentage(Dictionary<string, YamlNode> entries, string key, double otherwise)
    {
        Located<string>? scalar = Scalar(entries, key);
        if (scalar is null || Percentages.TryParse(scalar.Value, out otherwise, out string error))
        {
            return otherwise;
        }

        _problems.Add(new Problem(scalar.Place, Sentence.Of(error)));
        return otherwise;
    }

    private bool Flag(Dictionary<string, YamlNode> entries, string key, bool otherwise)
    {
        Located<string>? scalar = Scalar(entries, key);
        if (scalar is null || bool.TryParse(scalar.Value, out otherwise))
        {
            return otherwise;
        }

        _problems.Add(new Problem(
            scalar.Place, $"'{key}' is '{scalar.Value}', but must be true or false; write for example '{key}: true'."));
        return otherwise;
    }

    private long Number(Dictionary<string, YamlNode> entries, string key, long otherwise, long least, long most)
    {
        Located<string>? scalar = Scalar(entries, key);
        if (scalar is null)
        {
            return otherwise;
        }

        if (long.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            && number >= least && number <= most)
        {
            return number;
        }

        _problems.Add(new Problem(scalar.Place,
            $"'{key}' is '{scalar.Value}', but must be a whole number from {least} to {most}; write for example '{key}: {otherwise}'."));
        return otherwise;
    }

    private List<Located<MatrixRule>> ReadRules(Dictionary<string, YamlNode> entries, string key)
    {
        List<Located<MatrixRule>> rules = [];
        if (!entries.TryGetValue(key, out YamlNode? node))
        {
            return rules;
        }

        foreach (YamlNode item in node is YamlSequenceNode list ? list.Children : [node])
        {
            if (item is not YamlMappingNode mapping)
            {
                Add(item, $"A rule of '{key}' names an engine, a workload or both; write for example '- {{engine: clr, workload: rings*}}'.");
                continue;
            }

            Dictionary<string, YamlNode> parts = Entries(mapping, MatrixKeys.Rule);
            string? engine = Scalar(parts, "engine")?.Value;
            string? workload = Scalar(parts, "workload")?.Value;
            if (engine is null && workload is null)
            {
                Add(item, $"This rule of '{key}' names nothing; give it an 'engine', a 'workload' or both.");
            }

            rules.Add(new Located<MatrixRule>(new MatrixRule(engine ?? "*", workload ?? "*"), Place(item)));
        }

        return rules;
    }

    private YamlNode? Needed(YamlMappingNode root, Dictionary<string, YamlNode> entries, string key, bool isPart)
    {
        if (entries.TryGetValue(key, out YamlNode? node) || isPart)
        {
            return node;
        }

        Add(root, $"The key '{key}' is missing; add '{key}: [all]' or a list of {key}.");
        return null;
    }

    private Located<string>? Scalar(Dictionary<string, YamlNode> entries, string key)
    {
        if (!entries.TryGetValue(key, out YamlNode? node))
        {
            return null;
        }

        if (node is YamlScalarNode { Value: { Length: > 0 } value })
        {
            return new Located<string>(value, Place(node));
        }

        Add(node, $"The key '{key}' takes one plain value; write '{key}: value'.");
        return null;
    }

    private Dictionary<string, YamlNode> Entries(YamlMappingNode mapping, IReadOnlyList<string> valid) =>
        YamlEntries.Read(mapping, valid, _places, _problems);

    private string Place(YamlNode node) => _places.Of(node);

    private void Add(YamlNode node, string message) => _problems.Add(new Problem(Place(node), message));
}

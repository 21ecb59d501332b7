using System.Globalization;
using Compare.Harness.Validation;
using YamlDotNet.RepresentationModel;

namespace Compare.Harness.Matrix;

/// <summary>Reads a matrix file. Every fault is reported with its line and column; nothing is guessed.</summary>
public sealed class MatrixReader
{
    private static readonly string[] s_keys =
        ["schema", "name", "question", "baseline", "engines", "workloads", "heap", "runs", "include", "exclude"];

    private static readonly string[] s_runKeys =
        ["invocations", "iterations", "warmup", "seed", "timeout", "verify", "aa_pair", "tolerance", "batch"];
    private static readonly string[] s_ruleKeys = ["engine", "workload"];

    private readonly string _source;
    private readonly ICollection<Problem> _problems;

    private MatrixReader(string source, ICollection<Problem> problems)
    {
        _source = source;
        _problems = problems;
    }

    /// <summary>Reads the text of a matrix.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="source">Name of the file, for places.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <returns>The matrix, or null when problems were found.</returns>
    public static MatrixDocument? Read(string text, string source, ICollection<Problem> problems)
    {
        YamlMappingNode? root = MatrixYaml.Load(text, source, problems);
        if (root is null)
        {
            return null;
        }

        int before = problems.Count;
        MatrixDocument document = new MatrixReader(source, problems).ReadRoot(root);
        return problems.Count == before ? document : null;
    }

    private MatrixDocument ReadRoot(YamlMappingNode root)
    {
        Dictionary<string, YamlNode> entries = Entries(root, s_keys);
        CheckSchema(root, entries);
        ConfigReader configs = new(_source, _problems);
        return new MatrixDocument
        {
            Source = _source,
            Name = Scalar(entries, "name")?.Value,
            Question = Scalar(entries, "question")?.Value,
            Baseline = Scalar(entries, "baseline"),
            Engines = configs.ReadList(Required(root, entries, "engines"), "engines", sized: false),
            Workloads = configs.ReadList(Required(root, entries, "workloads"), "workloads", sized: true),
            Heaps = entries.TryGetValue("heap", out YamlNode? heap) && heap is not YamlMappingNode ? ReadHeaps(heap) : [],
            Sweep = heap is YamlMappingNode sweep ? new HeapSweepReader(_source, _problems).Read(sweep) : null,
            Runs = entries.TryGetValue("runs", out YamlNode? runs) ? ReadRuns(runs) : new RunSettings(),
            Include = ReadRules(entries, "include"),
            Exclude = ReadRules(entries, "exclude"),
        };
    }

    private void CheckSchema(YamlMappingNode root, Dictionary<string, YamlNode> entries)
    {
        if (!entries.TryGetValue("schema", out YamlNode? schema))
        {
            Add(root, "The key 'schema' is missing; begin the file with 'schema: 1'.");
        }
        else if (schema is not YamlScalarNode { Value: "1" })
        {
            Add(schema, $"This version reads schema {MatrixDocument.Schema} only; write 'schema: 1'.");
        }
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
            Add(node, $"The key 'runs' takes keys of its own; write for example 'runs: {{invocations: 5}}' (valid: {string.Join(", ", s_runKeys)}).");
            return defaults;
        }

        Dictionary<string, YamlNode> entries = Entries(mapping, s_runKeys);
        return new RunSettings
        {
            Invocations = (int)Number(entries, "invocations", defaults.Invocations, 1, 100_000),
            Iterations = (int)Number(entries, "iterations", defaults.Iterations, 1, 100_000),
            Warmup = (int)Number(entries, "warmup", defaults.Warmup, 1, 100_000),
            Seed = Number(entries, "seed", defaults.Seed, 0, long.MaxValue),
            Timeout = Timeout(entries, defaults.Timeout),
            Batch = Batch(entries, defaults.Batch),
            Verify = Flag(entries, "verify", defaults.Verify),
            AaPair = Flag(entries, "aa_pair", defaults.AaPair),
            Tolerance = Percentage(entries, "tolerance", defaults.Tolerance),
        };
    }

    private TimeSpan Timeout(Dictionary<string, YamlNode> entries, TimeSpan otherwise)
    {
        Located<string>? scalar = Scalar(entries, "timeout");
        if (scalar is null)
        {
            return otherwise;
        }

        if (Durations.TryParse(scalar.Value, out TimeSpan timeout, out string error))
        {
            return timeout;
        }

        _problems.Add(new Problem(scalar.Place, Sentence.Of(error)));
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

            Dictionary<string, YamlNode> parts = Entries(mapping, s_ruleKeys);
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

    private YamlNode? Required(YamlMappingNode root, Dictionary<string, YamlNode> entries, string key)
    {
        if (entries.TryGetValue(key, out YamlNode? node))
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

    private Dictionary<string, YamlNode> Entries(YamlMappingNode mapping, string[] valid) =>
        YamlEntries.Read(mapping, valid, _source, _problems);

    private string Place(YamlNode node) => MatrixYaml.Place(_source, node.Start);

    private void Add(YamlNode node, string message) => _problems.Add(new Problem(Place(node), message));
}

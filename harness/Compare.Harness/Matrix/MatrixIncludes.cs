using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Validation;
using YamlDotNet.RepresentationModel;

namespace Compare.Harness.Matrix;

/// <summary>
/// Reads a matrix with the files that it includes and makes one tree of them (running-ng's <c>includes</c>; methodology 2.1 and 8.1).
/// Each file is read once. Lists are joined, the included ones first; of everything else the later file wins over the earlier and
/// the including file over both, within <c>runs</c>, <c>gates</c> and <c>sets</c> key by key.
/// </summary>
internal sealed class MatrixIncludes
{
    private const string IncludeKey = "include";
    private const int MostFiles = 64;

    private static readonly string[] s_joined = ["engines", "workloads", "modifiers", IncludeKey, "exclude"];
    private static readonly string[] s_merged = ["runs", "gates", "sets"];

    private readonly List<YamlMappingNode> _layers = [];
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly List<string> _open = [];
    private readonly NodePlaces _places;
    private readonly ICollection<Problem> _problems;

    private MatrixIncludes(NodePlaces places, ICollection<Problem> problems)
    {
        _places = places;
        _problems = problems;
    }

    /// <summary>Reads a matrix and what it includes.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="source">Name of the file; included ones are looked for beside it.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <returns>One tree with the places of its nodes; null when a file could not be read.</returns>
    public static (YamlMappingNode Root, NodePlaces Places)? Load(string text, string source, ICollection<Problem> problems)
    {
        MatrixIncludes includes = new(new NodePlaces(source), problems);
        bool isPreset = MatrixPresets.Find(source) is not null;
        return includes.Visit(text, new IncludedFile(isPreset ? source : FullPath(source), source, text, isPreset), string.Empty)
            ? (includes.Merge(), includes._places)
            : null;
    }

    private bool Visit(string text, IncludedFile file, string chain)
    {
        List<Problem> own = [];
        YamlMappingNode? root = MatrixYaml.Load(text, file.Name, own);
        foreach (Problem problem in own)
        {
            _problems.Add(problem with { Place = problem.Place + chain });
        }

        if (root is null)
        {
            return false;
        }

        if (chain.Length > 0)
        {
            _places.Add(root, file.Name, chain);
        }

        _read.Add(file.Id);
        _open.Add(file.Id);
        CheckKeys(root);
        bool whole = true;
        root.Children.TryGetValue(new YamlScalarNode(IncludeKey), out YamlNode? includes);
        foreach (YamlScalarNode name in Items(includes).OfType<YamlScalarNode>())
        {
            whole &= Include(name, file);
        }

        _open.RemoveAt(_open.Count - 1);
        _layers.Add(root);
        return whole;
    }

    private bool Include(YamlScalarNode name, IncludedFile from)
    {
        string place = _places.Of(name);
        IncludedFile? file;
        try
        {
            file = IncludedFile.Find(name.Value ?? string.Empty, from);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            _problems.Add(new Problem(place, $"The included file cannot be read ({exception.Message.TrimEnd('.')}); name a readable YAML file."));
            return false;
        }

        if (file is null)
        {
            string shown = Sentence.Shown(name.Value ?? string.Empty);
            _problems.Add(new Problem(
                place,
                $"There is no file '{shown}' beside '{from.Name}' and no preset of that name"
                    + NearestWord.Suggest(shown, MatrixPresets.Includable)));
            return false;
        }

        if (_open.Contains(file.Id, StringComparer.Ordinal))
        {
            _problems.Add(new Problem(place, $"The file '{file.Name}' includes itself; remove one of the includes on the way."));
            return false;
        }

        if (_read.Contains(file.Id))
        {
            return true; // Two ways lead to it; what it says holds once.
        }

        if (_read.Count >= MostFiles)
        {
            _problems.Add(new Problem(place, $"The matrix includes more than {MostFiles} files; put some of them together."));
            return false;
        }

        return Visit(file.Text, file, $" (included from {place})");
    }

    private void CheckKeys(YamlMappingNode root)
    {
        Dictionary<string, YamlNode> entries = YamlEntries.Read(root, MatrixKeys.Root, _places, _problems);
        if (!entries.TryGetValue("schema", out YamlNode? schema))
        {
            _problems.Add(new Problem(_places.Of(root), "The key 'schema' is missing; begin the file with 'schema: 1'."));
        }
        else if (schema is not YamlScalarNode { Value: "1" })
        {
            _problems.Add(new Problem(
                _places.Of(schema), $"This version reads schema {MatrixDocument.Schema} only; write 'schema: 1'."));
        }
    }

    private YamlMappingNode Merge()
    {
        YamlMappingNode merged = [];
        _places.Set(merged, _places.Of(_layers[^1]));
        foreach (string key in MatrixKeys.Root)
        {
            YamlScalarNode keyNode = new(key);
            YamlNode[] values = [.. _layers.Where(layer => layer.Children.ContainsKey(keyNode)).Select(layer => layer.Children[keyNode])];
            if (values.Length > 0 && Merge(key, values) is { } value)
            {
                merged.Add(keyNode, value);
            }
        }

        return merged;
    }

    private YamlNode? Merge(string key, YamlNode[] values)
    {
        if (key == IncludeKey)
        {
            // What is left are the rules; a list of files only is none.
            YamlNode[] rules = [.. values.SelectMany(Items).Where(item => item is not YamlScalarNode)];
            return rules.Length == 0 ? null : Placed(new YamlSequenceNode(rules), values[^1]);
        }

        if (values.Length == 1)
        {
            return values[0];
        }

        if (s_joined.Contains(key, StringComparer.Ordinal))
        {
            return Placed(new YamlSequenceNode(values.SelectMany(Items)), values[^1]);
        }

        if (!s_merged.Contains(key, StringComparer.Ordinal) || !Array.TrueForAll(values, value => value is YamlMappingNode))
        {
            return values[^1];
        }

        YamlMappingNode merged = [];
        foreach ((YamlNode name, YamlNode value) in values.Cast<YamlMappingNode>().SelectMany(mapping => mapping.Children))
        {
            _ = merged.Children.Remove(name); // Together with the key node, which says where the value stands.
            merged.Children.Add(name, value);
        }

        return Placed(merged, values[^1]);
    }

    private YamlNode Placed(YamlNode node, YamlNode like)
    {
        _places.Set(node, _places.Of(like));
        return node;
    }

    private static IEnumerable<YamlNode> Items(YamlNode? node) => node switch
    {
        null => [],
        YamlSequenceNode list => list.Children,
        _ => [node],
    };

    private static string FullPath(string source) => source.Length == 0 || source.Contains('\0', StringComparison.Ordinal)
        ? source
        : Path.GetFullPath(source);
}

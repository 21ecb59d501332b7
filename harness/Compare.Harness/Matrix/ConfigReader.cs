using Compare.Harness.Validation;
using YamlDotNet.RepresentationModel;

namespace Compare.Harness.Matrix;

/// <summary>Reads the entries of <c>engines</c> and <c>workloads</c>: a line of text, or a mapping with use, size, set and sweep.</summary>
/// <param name="places">Where nodes were written.</param>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class ConfigReader(NodePlaces places, ICollection<Problem> problems)
{
    /// <summary>Reads one list.</summary>
    /// <param name="node">The list, a single entry, or null when the key is missing.</param>
    /// <param name="key">Key of the list, for messages.</param>
    /// <param name="half">Which half of a cell the entries are.</param>
    public List<Located<ConfigExpression>> ReadList(YamlNode? node, string key, CellHalf half)
    {
        List<Located<ConfigExpression>> entries = [];
        if (node is null)
        {
            return entries;
        }

        IEnumerable<YamlNode> items = node is YamlSequenceNode list ? list.Children : [node];
        foreach (YamlNode item in items)
        {
            ConfigExpression? expression = item switch
            {
                YamlScalarNode scalar => ReadLine(scalar),
                YamlMappingNode mapping => ReadMapping(mapping, half),
                _ => Refuse(item, $"An entry of '{key}' is a line of text such as name:key=value, or a mapping with 'use'."),
            };
            if (expression is not null)
            {
                entries.Add(new Located<ConfigExpression>(expression, places.Of(item)));
            }
        }

        if (node is YamlSequenceNode { Children.Count: 0 })
        {
            Refuse(node, $"The list '{key}' is empty; name at least one, or write [all].");
        }

        return entries;
    }

    private ConfigExpression? ReadLine(YamlScalarNode node) =>
        ConfigExpression.TryParse(node.Value ?? string.Empty, out ConfigExpression? expression, out string error)
            ? expression
            : Refuse(node, Sentence.Of(error));

    private ConfigExpression? ReadMapping(YamlMappingNode mapping, CellHalf half)
    {
        Dictionary<string, YamlNode> entries =
            YamlEntries.Read(mapping, half == CellHalf.Engine ? MatrixKeys.Engine : MatrixKeys.Workload, places, problems);
        if (!entries.TryGetValue("use", out YamlNode? use) || use is not YamlScalarNode line)
        {
            return Refuse(use ?? mapping, "This entry does not say what to use; write 'use: name'.");
        }

        if (ReadLine(line) is not { } used)
        {
            return null;
        }

        List<(string, IReadOnlyList<string>)> parameters = [.. used.Parameters];
        if (entries.TryGetValue("size", out YamlNode? size))
        {
            parameters.Add(("size", Values(size)));
        }

        foreach (string key in (string[])["set", "sweep"])
        {
            if (entries.TryGetValue(key, out YamlNode? set) && !ReadParameters(key, set, parameters))
            {
                return null;
            }
        }

        ConfigExpression expression = new(used.Name, parameters)
        {
            Modifiers = used.Modifiers,
            IsWithoutHeapLimit = new FilterReader(places, problems).ReadWithoutHeapLimit(entries),
            Filters = new FilterReader(places, problems).Read(entries, half == CellHalf.Engine ? "workloads" : "engines"),
        };
        return expression.TryCheck(out string error) ? expression : Refuse(mapping, Sentence.Of(error));
    }

    private bool ReadParameters(string key, YamlNode node, List<(string Key, IReadOnlyList<string> Values)> parameters)
    {
        if (node is not YamlMappingNode assignments)
        {
            Refuse(node, $"The key '{key}' takes parameters; write '{key}: {{key: value}}', a sweep as 'sweep: {{key: [a, b]}}'.");
            return false;
        }

        foreach ((YamlNode name, YamlNode value) in assignments.Children)
        {
            if (name is YamlScalarNode { Value: { } text } && ConfigExpression.IsWord(text))
            {
                parameters.Add((text, Values(value)));
            }
            else
            {
                Refuse(name, "A parameter's name is one word; write 'key: value'.");
            }
        }

        return true;
    }

    private List<string> Values(YamlNode node)
    {
        List<string> values = [];
        foreach (YamlNode item in node is YamlSequenceNode list ? list.Children : [node])
        {
            if (TextOf(item) is { } value && ConfigExpression.IsValue(value))
            {
                values.Add(value);
            }
            else
            {
                Refuse(item, "A parameter's value is one word or a list of words; write 'key: value' or 'key: [a, b]'.");
            }
        }

        if (node is YamlSequenceNode { Children.Count: 0 })
        {
            Refuse(node, "This list of values is empty; name at least one value.");
        }

        return values;
    }

    // In YAML 1.2 'open:2000' is one plain word; this reader makes a mapping of it inside braces.
    private static string? TextOf(YamlNode node) => node switch
    {
        YamlScalarNode scalar => scalar.Value,
        YamlMappingNode { Children.Count: 1 } pair
            when pair.Children[0] is { Key: YamlScalarNode { Value: { } key } name, Value: YamlScalarNode { Value: { } value } text }
                && text.Start.Index == name.End.Index + 1 => $"{key}:{value}",
        _ => null,
    };

    private ConfigExpression? Refuse(YamlNode node, string message)
    {
        problems.Add(new Problem(places.Of(node), message));
        return null;
    }
}

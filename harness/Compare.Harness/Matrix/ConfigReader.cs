using Compare.Harness.Validation;
using YamlDotNet.RepresentationModel;

namespace Compare.Harness.Matrix;

/// <summary>Reads the entries of <c>engines</c> and <c>workloads</c>: a line of text, or a mapping with use, size and set.</summary>
internal sealed class ConfigReader(string source, ICollection<Problem> problems)
{
    private static readonly string[] s_engineKeys = ["use", "set"];
    private static readonly string[] s_workloadKeys = ["use", "size", "set"];

    /// <summary>Reads one list.</summary>
    /// <param name="node">The list, a single entry, or null when the key is missing.</param>
    /// <param name="key">Key of the list, for messages.</param>
    /// <param name="sized">True when entries may have a size.</param>
    public List<Located<ConfigExpression>> ReadList(YamlNode? node, string key, bool sized)
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
                YamlMappingNode mapping => ReadMapping(mapping, sized),
                _ => Refuse(item, $"An entry of '{key}' is a line of text such as name:key=value, or a mapping with 'use'."),
            };
            if (expression is not null)
            {
                entries.Add(new Located<ConfigExpression>(expression, Place(item)));
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

    private ConfigExpression? ReadMapping(YamlMappingNode mapping, bool sized)
    {
        Dictionary<string, YamlNode> entries =
            YamlEntries.Read(mapping, sized ? s_workloadKeys : s_engineKeys, source, problems);
        if (!entries.TryGetValue("use", out YamlNode? use) || use is not YamlScalarNode { Value: { } name }
            || !ConfigExpression.IsWord(name))
        {
            return Refuse(use ?? mapping, "This entry does not say what to use; write 'use: name'.");
        }

        List<(string, IReadOnlyList<string>)> parameters = [];
        if (entries.TryGetValue("size", out YamlNode? size))
        {
            parameters.Add(("size", Values(size)));
        }

        if (entries.TryGetValue("set", out YamlNode? set))
        {
            if (set is not YamlMappingNode assignments)
            {
                return Refuse(set, "The key 'set' takes parameters; write 'set: {key: value}', a sweep as 'key: [a, b]'.");
            }

            foreach ((YamlNode key, YamlNode value) in assignments.Children)
            {
                if (key is not YamlScalarNode { Value: { } keyText } || !ConfigExpression.IsWord(keyText))
                {
                    Refuse(key, "A parameter's name is one word; write 'key: value'.");
                    continue;
                }

                parameters.Add((keyText, Values(value)));
            }
        }

        ConfigExpression expression = new(name, parameters);
        return expression.TryCheck(out string error) ? expression : Refuse(mapping, Sentence.Of(error));
    }

    private List<string> Values(YamlNode node)
    {
        List<string> values = [];
        foreach (YamlNode item in node is YamlSequenceNode list ? list.Children : [node])
        {
            if (item is YamlScalarNode { Value: { } value } && ConfigExpression.IsValue(value))
            {
                values.Add(value);
            }
            else
            {
                Refuse(item, "A parameter's value is one word or a list of words; write 'key: value' or 'key: [a, b]'.");
            }
        }

        if (values.Count == 0)
        {
            Refuse(node, "This list of values is empty; name at least one value.");
        }

        return values;
    }

    private ConfigExpression? Refuse(YamlNode node, string message)
    {
        problems.Add(new Problem(Place(node), message));
        return null;
    }

    private string Place(YamlNode node) => MatrixYaml.Place(source, node.Start);
}

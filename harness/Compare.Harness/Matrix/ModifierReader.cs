using Compare.Harness.Validation;
using YamlDotNet.RepresentationModel;

namespace Compare.Harness.Matrix;

/// <summary>Reads the list <c>modifiers</c>.</summary>
/// <param name="places">Where nodes were written.</param>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class ModifierReader(NodePlaces places, ICollection<Problem> problems)
{
    private const string Example = "write for example '- {name: young, engines: [pypy], set: {nursery: \"{value}\"}}'";

    private readonly FilterReader _filters = new(places, problems);

    /// <summary>Reads the modifiers in the order in which they were written.</summary>
    /// <param name="node">The list, or null when the key is missing.</param>
    public IReadOnlyList<Located<MatrixModifier>> Read(YamlNode? node)
    {
        List<Located<MatrixModifier>> modifiers = [];
        if (node is null)
        {
            return modifiers;
        }

        foreach (YamlNode item in node is YamlSequenceNode list ? list.Children : [node])
        {
            if (item is not YamlMappingNode mapping)
            {
                Add(item, $"A modifier is a mapping with a name; {Example}.");
            }
            else if (ReadModifier(mapping) is { } modifier)
            {
                modifiers.Add(new Located<MatrixModifier>(modifier, places.Of(item)));
            }
        }

        return modifiers;
    }

    private MatrixModifier? ReadModifier(YamlMappingNode mapping)
    {
        Dictionary<string, YamlNode> entries = YamlEntries.Read(mapping, MatrixKeys.Modifier, places, problems);
        if (entries.GetValueOrDefault("name") is not YamlScalarNode { Value: { } name } || !ConfigExpression.IsWord(name))
        {
            Add(entries.GetValueOrDefault("name") ?? mapping, $"A modifier needs a name of one word; {Example}.");
            return null;
        }

        return new MatrixModifier
        {
            Name = name,
            Summary = Summary(entries),
            Engines = _filters.Names(entries, "engines"),
            Parameters = Parameters(entries),
            Workloads = [.. _filters.Read(entries, "workloads").Select(filter => filter.Value)],
            IsWithoutHeapLimit = _filters.ReadWithoutHeapLimit(entries),
        };
    }

    private string? Summary(Dictionary<string, YamlNode> entries)
    {
        if (entries.TryGetValue("summary", out YamlNode? node) && node is not YamlScalarNode)
        {
            Add(node, "The key 'summary' takes one sentence.");
        }

        return (node as YamlScalarNode)?.Value;
    }

    private List<(string Key, string Value)> Parameters(Dictionary<string, YamlNode> entries)
    {
        List<(string, string)> parameters = [];
        if (!entries.TryGetValue("set", out YamlNode? node))
        {
            return parameters;
        }

        if (node is not YamlMappingNode assignments)
        {
            Add(node, $"The key 'set' of a modifier takes parameters; {Example}.");
            return parameters;
        }

        foreach ((YamlNode key, YamlNode value) in assignments.Children)
        {
            if (key is YamlScalarNode { Value: { } keyText } && ConfigExpression.IsWord(keyText)
                && value is YamlScalarNode { Value: { } text }
                && ConfigExpression.IsValue(text.Replace(MatrixModifier.Slot, "0", StringComparison.Ordinal)))
            {
                parameters.Add((keyText, text));
            }
            else
            {
                Add(key, $"A modifier sets a parameter to one word, in which {MatrixModifier.Slot} stands for its value; {Example}.");
            }
        }

        return parameters;
    }

    private void Add(YamlNode node, string message) => problems.Add(new Problem(places.Of(node), message));
}

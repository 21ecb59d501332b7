using Compare.Harness.Validation;
using YamlDotNet.RepresentationModel;

namespace Compare.Harness.Matrix;

/// <summary>Reads the mapping <c>sets</c>.</summary>
/// <param name="places">Where nodes were written.</param>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class SetReader(NodePlaces places, ICollection<Problem> problems)
{
    private const string Example = "write for example 'sets: {counting: {engines: [cpython, cpython|gen0-700]}}'";

    /// <summary>Reads the sets by name.</summary>
    /// <param name="node">The mapping, or null when the key is missing.</param>
    public IReadOnlyDictionary<string, Located<MatrixSet>> Read(YamlNode? node)
    {
        Dictionary<string, Located<MatrixSet>> sets = new(StringComparer.Ordinal);
        if (node is null)
        {
            return sets;
        }

        if (node is not YamlMappingNode mapping)
        {
            problems.Add(new Problem(places.Of(node), $"The key 'sets' takes names of sets; {Example}."));
            return sets;
        }

        ConfigReader configs = new(places, problems);
        foreach ((YamlNode key, YamlNode value) in mapping.Children)
        {
            if (key is not YamlScalarNode { Value: { } name } || !ConfigExpression.IsWord(name))
            {
                problems.Add(new Problem(places.Of(key), $"A set's name is one word; {Example}."));
                continue;
            }

            Dictionary<string, YamlNode> entries =
                value is YamlMappingNode parts ? YamlEntries.Read(parts, MatrixKeys.Set, places, problems) : [];
            MatrixSet set = new(
                configs.ReadList(entries.GetValueOrDefault("engines"), "engines", CellHalf.Engine),
                configs.ReadList(entries.GetValueOrDefault("workloads"), "workloads", CellHalf.Workload));
            if (value is not YamlMappingNode { Children.Count: > 0 })
            {
                problems.Add(new Problem(places.Of(value), $"A set names engines or workloads; {Example}."));
            }

            sets[name] = new Located<MatrixSet>(set, places.Of(key));
        }

        return sets;
    }
}

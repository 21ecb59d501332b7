using Compare.Harness.Validation;
using YamlDotNet.RepresentationModel;

namespace Compare.Harness.Matrix;

/// <summary>Reads what an entry or a modifier says of its cells: with which others it makes them, and whether under heap limits.</summary>
/// <param name="places">Where nodes were written.</param>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class FilterReader(NodePlaces places, ICollection<Problem> problems)
{
    /// <summary>The word for no heap limit.</summary>
    public const string None = "none";

    /// <summary>Reads the key <c>heap</c> of an entry, whose only value is <c>none</c>.</summary>
    /// <param name="entries">Entries of the mapping.</param>
    public bool ReadWithoutHeapLimit(Dictionary<string, YamlNode> entries)
    {
        if (!entries.TryGetValue("heap", out YamlNode? heap))
        {
            return false;
        }

        if (heap is not YamlScalarNode { Value: None })
        {
            problems.Add(new Problem(
                places.Of(heap), "An entry can only leave the heap limits of the matrix; write 'heap: none', or leave the key out."));
        }

        return true;
    }

    /// <summary>Reads the filters of an entry: a mapping with include and exclude, or a list of them that all have to leave a cell.</summary>
    /// <param name="entries">Entries of the mapping.</param>
    /// <param name="key">Key of the filter: engines or workloads.</param>
    public IReadOnlyList<Located<CellFilter>> Read(Dictionary<string, YamlNode> entries, string key)
    {
        List<Located<CellFilter>> filters = [];
        if (!entries.TryGetValue(key, out YamlNode? node))
        {
            return filters;
        }

        foreach (YamlNode item in node is YamlSequenceNode list ? list.Children : [node])
        {
            if (item is not YamlMappingNode mapping)
            {
                Add(item, $"The key '{key}' says with which {key} this entry runs; write for example '{key}: {{exclude: [name*]}}'.");
                continue;
            }

            Dictionary<string, YamlNode> parts = YamlEntries.Read(mapping, MatrixKeys.Filter, places, problems);
            CellFilter filter = new(Names(parts, "include"), Names(parts, "exclude"));
            if (filter.Include.Count + filter.Exclude.Count == 0)
            {
                Add(item, $"This entry of '{key}' names nothing; give it 'include', 'exclude' or both.");
            }

            filters.Add(new Located<CellFilter>(filter, places.Of(item)));
        }

        return filters;
    }

    /// <summary>Reads a list of names or patterns.</summary>
    /// <param name="entries">Entries of the mapping.</param>
    /// <param name="key">Key of the list.</param>
    public IReadOnlyList<string> Names(Dictionary<string, YamlNode> entries, string key)
    {
        List<string> names = [];
        if (!entries.TryGetValue(key, out YamlNode? node))
        {
            return names;
        }

        foreach (YamlNode item in node is YamlSequenceNode list ? list.Children : [node])
        {
            if (item is YamlScalarNode { Value: { Length: > 0 } name })
            {
                names.Add(name);
            }
            else
            {
                Add(item, $"The key '{key}' takes names; write for example '{key}: [name, other*]'.");
            }
        }

        return names;
    }

    private void Add(YamlNode node, string message) => problems.Add(new Problem(places.Of(node), message));
}

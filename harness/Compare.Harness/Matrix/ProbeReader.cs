using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Validation;
using YamlDotNet.RepresentationModel;

namespace Compare.Harness.Matrix;

/// <summary>Reads the list <c>probes</c>.</summary>
/// <param name="places">Where nodes were written.</param>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class ProbeReader(NodePlaces places, ICollection<Problem> problems)
{
    /// <summary>Reads which recordings are made; without the key all of them but the maps of the heap.</summary>
    /// <param name="node">The list, a single word, or null when the key is missing.</param>
    public Probes Read(YamlNode? node)
    {
        if (node is null)
        {
            return Probes.All;
        }

        Probes probes = Probes.None;
        foreach (YamlNode item in node is YamlSequenceNode list ? list.Children : [node])
        {
            string word = (item as YamlScalarNode)?.Value ?? string.Empty;
            if (word == ProbeCatalog.All)
            {
                probes |= Probes.All;
            }
            else if (ProbeCatalog.Find(word) is { } probe)
            {
                probes |= probe.Flag;
            }
            else
            {
                string shown = Sentence.Shown(word);
                problems.Add(new Problem(
                    places.Of(item), $"Unknown probe '{shown}'{NearestWord.Suggest(shown, [.. ProbeCatalog.Names, ProbeCatalog.All])}"));
            }
        }

        return probes;
    }
}

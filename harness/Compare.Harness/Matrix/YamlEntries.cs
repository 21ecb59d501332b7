using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Validation;
using YamlDotNet.RepresentationModel;

namespace Compare.Harness.Matrix;

/// <summary>Reads the keys of a mapping and refuses those that are not known.</summary>
internal static class YamlEntries
{
    /// <summary>The entries with known keys; every unknown key becomes a problem that names the nearest valid one.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="valid">Keys that may occur.</param>
    /// <param name="places">Where its nodes were written.</param>
    /// <param name="problems">Receives unknown keys.</param>
    public static Dictionary<string, YamlNode> Read(
        YamlMappingNode mapping, IReadOnlyCollection<string> valid, NodePlaces places, ICollection<Problem> problems)
    {
        Dictionary<string, YamlNode> entries = new(StringComparer.Ordinal);
        foreach ((YamlNode keyNode, YamlNode value) in mapping.Children)
        {
            string key = (keyNode as YamlScalarNode)?.Value ?? string.Empty;
            if (valid.Contains(key, StringComparer.Ordinal))
            {
                entries[key] = value;
                continue;
            }

            string shown = Sentence.Shown(key);
            problems.Add(new Problem(places.Of(keyNode), $"Unknown key '{shown}'{NearestWord.Suggest(shown, valid)}"));
        }

        return entries;
    }
}

using YamlDotNet.RepresentationModel;

namespace Compare.Harness.Matrix;

/// <summary>Where each node of a matrix was written, over all files that it was read from.</summary>
/// <param name="source">The file that nodes are of unless something else is said.</param>
internal sealed class NodePlaces(string source)
{
    /// <summary>By identity: nodes compare equal by content, and the same text stands in many places.</summary>
    private readonly Dictionary<YamlNode, string> _others = new(ReferenceEqualityComparer.Instance);

    /// <summary>The file itself, for what concerns all of it.</summary>
    public string Source => source;

    /// <summary>File, line and column of a node, and by which files it came in.</summary>
    /// <param name="node">The node.</param>
    public string Of(YamlNode node) => _others.GetValueOrDefault(node) ?? MatrixYaml.Place(source, node.Start);

    /// <summary>Says where a node that was put together counts as written.</summary>
    /// <param name="node">The node.</param>
    /// <param name="place">Its place.</param>
    public void Set(YamlNode node, string place) => _others[node] = place;

    /// <summary>Adds the nodes of an included file.</summary>
    /// <param name="root">The root of the file.</param>
    /// <param name="file">Name of the file.</param>
    /// <param name="chain">By which files it came in.</param>
    public void Add(YamlNode root, string file, string chain)
    {
        foreach (YamlNode node in root.AllNodes)
        {
            _others[node] = MatrixYaml.Place(file, node.Start) + chain;
        }
    }
}

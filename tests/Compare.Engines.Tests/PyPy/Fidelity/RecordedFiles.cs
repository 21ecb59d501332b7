using System.Text.Json;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>The files that PyPy, or its collector run on its own, recorded.</summary>
public static class RecordedFiles
{
    private static readonly RecordedFolder s_folder = new("PyPy", "pypy");

    /// <summary>Lists the files whose name begins with a word.</summary>
    /// <param name="prefix">The word, such as <c>rpy-arena</c>.</param>
    /// <returns>Names of own files, full paths of others.</returns>
    public static TheoryData<string> Named(string prefix) => new(NamesOf(prefix));

    /// <summary>Lists the files whose name begins with a word.</summary>
    /// <param name="prefix">The word.</param>
    /// <returns>Names of own files, full paths of others.</returns>
    public static IEnumerable<string> NamesOf(string prefix) => s_folder.Names(prefix + "-*.json");

    /// <summary>Lists the files whose name has a pattern.</summary>
    /// <param name="pattern">The pattern, such as <c>nursery_counts_*.json</c>.</param>
    /// <returns>Names of own files, full paths of others.</returns>
    public static TheoryData<string> Matching(string pattern) => new(s_folder.Names(pattern));

    /// <summary>Lists a file, and the other recordings of the same name.</summary>
    /// <param name="name">The name without its end.</param>
    /// <returns>Names of own files, full paths of others.</returns>
    public static TheoryData<string> Single(string name) => new(s_folder.Names(name + ".json"));

    /// <summary>Reads a file.</summary>
    /// <param name="file">What <see cref="Named"/> listed.</param>
    /// <returns>Its document.</returns>
    public static JsonDocument Read(string file) => s_folder.Read(file);
}

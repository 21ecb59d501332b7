using System.Text.Json;

namespace Compare.Engines.Tests.Support;

/// <summary>
/// Files that real implementations recorded: those of the repository, and those of a folder named by the environment
/// variable COMPARE_ORACLE_DIR, in the implementation's folder and its subfolder <c>out</c>.
/// </summary>
/// <param name="ownFolder">Folder of this project whose subfolder <c>Recorded</c> holds the repository's files.</param>
/// <param name="implementation">Name of the implementation's folder.</param>
internal sealed class RecordedFolder(string ownFolder, string implementation)
{
    private const string FolderVariable = "COMPARE_ORACLE_DIR";

    private readonly string _own = Path.Combine(AppContext.BaseDirectory, ownFolder, "Recorded");

    /// <summary>Lists files.</summary>
    /// <param name="pattern">Pattern of their names.</param>
    /// <returns>Names of own files, full paths of others, in ordinal order.</returns>
    public IEnumerable<string> Names(string pattern)
    {
        List<string> files = [.. Directory.GetFiles(_own, pattern).Select(file => Path.GetFileName(file))];
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder)
        {
            string[] others = [Path.Combine(folder, implementation), Path.Combine(folder, implementation, "out")];
            foreach (string other in others)
            {
                files.AddRange(Directory.Exists(other) ? Directory.GetFiles(other, pattern) : []);
            }
        }

        return files.Order(StringComparer.Ordinal);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="file">What <see cref="Names"/> listed.</param>
    /// <returns>Its document.</returns>
    public JsonDocument Read(string file) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_own, file)));
}

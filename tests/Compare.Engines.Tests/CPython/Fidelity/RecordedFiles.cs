using System.Text.Json;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>
/// The files that real interpreters recorded: those of the repository, and those of a folder named by the environment
/// variable COMPARE_ORACLE_DIR.
/// </summary>
public static class RecordedFiles
{
    private const string FolderVariable = "COMPARE_ORACLE_DIR";

    private static readonly string s_own = Path.Combine(AppContext.BaseDirectory, "CPython", "Recorded");

    /// <summary>Lists the files whose name begins with a word.</summary>
    /// <param name="prefix">The word, such as <c>obmalloc_trace</c>.</param>
    /// <returns>Names of own files, full paths of others.</returns>
    public static TheoryData<string> Named(string prefix)
    {
        string pattern = prefix + "-*.json";
        List<string> files = [.. Directory.GetFiles(s_own, pattern).Select(file => Path.GetFileName(file))];
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder)
        {
            foreach (string sub in new[] { Path.Combine(folder, "cpython"), Path.Combine(folder, "cpython", "out") })
            {
                files.AddRange(Directory.Exists(sub) ? Directory.GetFiles(sub, pattern) : []);
            }
        }

        return new(files.Order(StringComparer.Ordinal));
    }

    /// <summary>Reads a file.</summary>
    /// <param name="file">What <see cref="Named"/> listed.</param>
    /// <returns>Its document.</returns>
    public static JsonDocument Read(string file) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(s_own, file)));
}

using System.Text.Json;

namespace Compare.Engines.Tests.MicroPython.Fidelity;

/// <summary>
/// The files that real MicroPython builds recorded: those of the repository, and those of a folder named by the environment
/// variable COMPARE_ORACLE_DIR.
/// </summary>
public static class MicroPythonFiles
{
    private const string FolderVariable = "COMPARE_ORACLE_DIR";

    private static readonly string s_own = Path.Combine(AppContext.BaseDirectory, "MicroPython", "Recorded");

    /// <summary>Lists the files of a pattern.</summary>
    /// <param name="pattern">Such as <c>mp-gc-*.json</c>.</param>
    /// <returns>Names of own files, full paths of others.</returns>
    public static TheoryData<string> Matching(string pattern) => new(Names(pattern));

    /// <summary>Lists the files of a pattern.</summary>
    /// <param name="pattern">Such as <c>mp-gc-*.json</c>.</param>
    /// <returns>The same names.</returns>
    public static IReadOnlyList<string> Names(string pattern)
    {
        List<string> files = [.. Directory.GetFiles(s_own, pattern).Select(file => Path.GetFileName(file))];
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder)
        {
            foreach (string sub in new[] { Path.Combine(folder, "micropython"), Path.Combine(folder, "micropython", "out") })
            {
                files.AddRange(Directory.Exists(sub) ? Directory.GetFiles(sub, pattern) : []);
            }
        }

        return [.. files.Order(StringComparer.Ordinal)];
    }

    /// <summary>Reads a file of JSON.</summary>
    /// <param name="file">What <see cref="Matching"/> listed.</param>
    public static JsonDocument ReadJson(string file) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(s_own, file)));

    /// <summary>Reads a file of text.</summary>
    /// <param name="file">What <see cref="Matching"/> listed.</param>
    public static string[] ReadLines(string file) => File.ReadAllLines(Path.Combine(s_own, file));
}

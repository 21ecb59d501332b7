using System.Text.Json;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>
/// The files that real interpreters recorded: those of the repository, and those of a folder named by the environment
/// variable COMPARE_ORACLE_DIR.
/// </summary>
/// <remarks>
/// A file tells the version of the interpreter that printed it, and the version maps to the profile with its rules. A file
/// of a version without a profile is no test case of <see cref="Of"/>, for its rules are those of no engine here.
/// <see cref="WithElderRules"/> adds 3.9 and 3.10, whose counters work as those of 3.11.
/// </remarks>
public static class RecordedFiles
{
    /// <summary>In the name of a file that a build for 32-bit WebAssembly printed.</summary>
    private const string NarrowPointers = "pyodide";

    private static readonly string[] s_profiles = ["3.11", "3.12", "3.13", "3.14"];

    private static readonly string[] s_elder = ["3.9", "3.10"];

    private static readonly RecordedFolder s_folder = new("CPython", "cpython");

    /// <summary>Lists the files whose name begins with a word.</summary>
    /// <param name="prefix">The word, such as <c>obmalloc_trace</c>.</param>
    /// <returns>Names of own files, full paths of others.</returns>
    public static TheoryData<string> Named(string prefix) => new(NamesOf(prefix));

    /// <summary>Reads a file.</summary>
    /// <param name="file">What <see cref="Named"/> listed.</param>
    /// <returns>Its document.</returns>
    public static JsonDocument Read(string file) => s_folder.Read(file);

    /// <summary>Lists the files of a suite whose interpreters have a profile.</summary>
    /// <param name="suite">The word that the names begin with.</param>
    public static TheoryData<string> Of(string suite) => Select(suite, s_profiles);

    /// <summary>Lists the files of a suite whose interpreters have a profile and pointers of 64 bits.</summary>
    /// <param name="suite">The word that the names begin with.</param>
    public static TheoryData<string> WithWidePointers(string suite) =>
        Select(suite, s_profiles, file => !file.Contains(NarrowPointers, StringComparison.Ordinal));

    /// <summary>Lists the files of a suite, with those of the two versions before the first profile.</summary>
    /// <param name="suite">The word that the names begin with.</param>
    public static TheoryData<string> WithElderRules(string suite) => Select(suite, [.. s_elder, .. s_profiles]);

    /// <summary>Gets the profile that has the rules of the interpreter which printed a file.</summary>
    /// <param name="document">The file.</param>
    public static string ProfileOf(JsonDocument document)
    {
        string minor = MinorVersion(document);
        return s_elder.Contains(minor, StringComparer.Ordinal) ? s_profiles[0] : minor;
    }

    private static IEnumerable<string> NamesOf(string prefix) => s_folder.Names(prefix + "-*.json");

    private static TheoryData<string> Select(
        string suite, string[] versions, Func<string, bool>? isWanted = null) => new(NamesOf(suite)
        .Where(file => isWanted?.Invoke(file) ?? true)
        .Where(file =>
        {
            using JsonDocument document = Read(file);
            return versions.Contains(MinorVersion(document), StringComparer.Ordinal);
        }));

    private static string MinorVersion(JsonDocument document)
    {
        string[] parts = document.RootElement.GetProperty("python").GetString()!.Split('.');
        return $"{parts[0]}.{parts[1]}";
    }
}

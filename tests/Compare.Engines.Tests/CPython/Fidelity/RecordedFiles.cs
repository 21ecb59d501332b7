using System.Text.Json;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>
<<<<<<< HEAD
/// Finds the recorded facts of real interpreters: the files of this repository and, besides, those in the folder that
/// <c>COMPARE_ORACLE_DIR</c> names.
/// </summary>
/// <remarks>
/// A file tells the version of the interpreter that printed it, and the version maps to the profile with its rules. A file
/// of a version without a profile is no test case: <see cref="Of"/> leaves it out, for the rules of such a version are
/// those of no engine here. <see cref="WithElderRules"/> adds 3.9 and 3.10, whose counters work as those of 3.11.
/// </remarks>
=======
/// The files that real interpreters recorded: those of the repository, and those of a folder named by the environment
/// variable COMPARE_ORACLE_DIR.
/// </summary>
>>>>>>> main
public static class RecordedFiles
{
    private const string FolderVariable = "COMPARE_ORACLE_DIR";

<<<<<<< HEAD
    private static readonly string[] s_profiles = ["3.11", "3.12", "3.13", "3.14"];

    private static readonly string[] s_elder = ["3.9", "3.10"];

    /// <summary>Gets the files of a suite whose interpreters have a profile: the name and the path of each.</summary>
    public static TheoryData<string, string> Of(string suite) => Select(suite, s_profiles);

    /// <summary>Gets the files of a suite, with those of the two versions before the first profile.</summary>
    public static TheoryData<string, string> WithElderRules(string suite) => Select(suite, [.. s_elder, .. s_profiles]);

    /// <summary>Gets the profile that has the rules of the interpreter which printed a file.</summary>
    public static string ProfileOf(JsonDocument file)
    {
        string minor = MinorVersion(file);
        return s_elder.Contains(minor, StringComparer.Ordinal) ? s_profiles[0] : minor;
    }

    /// <summary>Reads a file.</summary>
    public static JsonDocument Read(string path) => JsonDocument.Parse(File.ReadAllBytes(path));

    private static TheoryData<string, string> Select(string suite, string[] versions)
    {
        TheoryData<string, string> data = [];
        foreach (string path in Folders().SelectMany(folder => FilesIn(folder, suite)))
        {
            using JsonDocument file = Read(path);
            if (versions.Contains(MinorVersion(file), StringComparer.Ordinal))
            {
                data.Add(Path.GetFileName(path), path);
            }
        }

        return data;
    }

    private static IEnumerable<string> Folders()
    {
        yield return Path.Combine(AppContext.BaseDirectory, "CPython", "Recorded");
        string? extra = Environment.GetEnvironmentVariable(FolderVariable);
        if (!string.IsNullOrEmpty(extra))
        {
            yield return Path.Combine(extra, "cpython");
            yield return Path.Combine(extra, "cpython", "out");
        }
    }

    private static IEnumerable<string> FilesIn(string folder, string suite) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, suite + "-*.json").Order(StringComparer.Ordinal)
        : [];

    private static string MinorVersion(JsonDocument file)
    {
        string[] parts = file.RootElement.GetProperty("python").GetString()!.Split('.');
        return $"{parts[0]}.{parts[1]}";
    }
=======
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
>>>>>>> main
}

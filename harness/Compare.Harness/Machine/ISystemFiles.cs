namespace Compare.Harness.Machine;

/// <summary>
/// The small files in which Linux describes itself; tests put their own in place of <c>/proc</c> and <c>/sys</c>.
/// </summary>
public interface ISystemFiles
{
    /// <summary>The trimmed content of a file.</summary>
    /// <param name="path">Path without the root, such as <c>proc/stat</c>.</param>
    /// <returns>The content; null where the file is not there or must not be read.</returns>
    string? Text(string path);

    /// <summary>Names of the files and folders in a folder, in ordinal order.</summary>
    /// <param name="path">Path without the root.</param>
    /// <returns>The names; none where there is no such folder.</returns>
    IReadOnlyList<string> Entries(string path);

    /// <summary>Whether a file is there, though it may not be readable.</summary>
    /// <param name="path">Path without the root.</param>
    bool Exists(string path);
}

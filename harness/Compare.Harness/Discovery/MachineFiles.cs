using Compare.Harness.Machine;

namespace Compare.Harness.Discovery;

/// <summary>Reads the small files in which Linux describes itself; every value is null where there is none.</summary>
/// <param name="root">Root of the file system; tests give a folder of their own.</param>
public sealed class MachineFiles(string root) : ISystemFiles
{
    /// <inheritdoc/>
    public string? Text(string path)
    {
        try
        {
            string file = Path.Join(root, path);
            return File.Exists(file) ? File.ReadAllText(file).Trim() : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A container may hide the file; the finding then says so.
            return null;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Entries(string path)
    {
        try
        {
            string folder = Path.Join(root, path);
            return Directory.Exists(folder)
                ? [.. Directory.GetFileSystemEntries(folder).Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal)]
                : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <inheritdoc/>
    public bool Exists(string path) => File.Exists(Path.Join(root, path));
}

using System.Globalization;

namespace Compare.Harness.Discovery;

/// <summary>Reads the small files in which Linux describes itself; every value is null where there is none.</summary>
/// <param name="root">Root of the file system; tests give a folder of their own.</param>
internal sealed class MachineFiles(string root)
{
    /// <summary>The trimmed content of a file.</summary>
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

    /// <summary>The value behind a key in lines of "key : value" or "key value".</summary>
    public string? Field(string path, string key) =>
        Text(path)?.Split('\n')
            .Where(line => line.StartsWith(key, StringComparison.Ordinal))
            .Select(line => line[key.Length..].TrimStart(' ', '\t', ':').Trim())
            .FirstOrDefault();

    /// <summary>The value of a line such as "MemTotal: 1024 kB", in bytes.</summary>
    public long? Kilobytes(string path, string key) =>
        Field(path, key)?.Split(' ')[0] is { } number
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? value << 10
            : null;

    /// <summary>The first number of a file.</summary>
    public double? Number(string path) =>
        Text(path)?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() is { } first
        && double.TryParse(first, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : null;
}

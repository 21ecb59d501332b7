using System.Globalization;
using Compare.Harness.Machine;

namespace Compare.Harness.Discovery;

/// <summary>Values inside the small files of the system; null where there is none.</summary>
internal static class SystemFileValues
{
    extension(ISystemFiles files)
    {
        /// <summary>The value behind a key in lines of "key : value" or "key value".</summary>
        /// <param name="path">The file.</param>
        /// <param name="key">The key.</param>
        public string? Field(string path, string key) =>
            files.Text(path)?.Split('\n')
                .Where(line => line.StartsWith(key, StringComparison.Ordinal))
                .Select(line => line[key.Length..].TrimStart(' ', '\t', ':').Trim())
                .FirstOrDefault();

        /// <summary>The value of a line such as "MemTotal: 1024 kB", in bytes.</summary>
        /// <param name="path">The file.</param>
        /// <param name="key">The key.</param>
        public long? Kilobytes(string path, string key) =>
            files.Field(path, key)?.Split(' ')[0] is { } number
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
                ? value << 10
                : null;

        /// <summary>The first number of a file.</summary>
        /// <param name="path">The file.</param>
        public double? Number(string path) =>
            files.Text(path)?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() is { } first
            && double.TryParse(first, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                ? value
                : null;
    }
}

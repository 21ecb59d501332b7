using Compare.Harness.Machine;

namespace Compare.Harness.Tests.Fakes;

/// <summary>Files of a machine that is not there; a file whose content is null is there and cannot be read.</summary>
internal sealed class FakeSystemFiles : ISystemFiles
{
    private readonly SortedDictionary<string, string?> _files = new(StringComparer.Ordinal);

    public string? this[string path]
    {
        set => _files[path] = value;
    }

    public string? Text(string path) => _files.GetValueOrDefault(path)?.Trim();

    public bool Exists(string path) => _files.ContainsKey(path);

    public IReadOnlyList<string> Entries(string path) =>
    [
        .. _files.Keys.Where(file => file.StartsWith(path + "/", StringComparison.Ordinal))
            .Select(file => file[(path.Length + 1)..].Split('/')[0]).Distinct(StringComparer.Ordinal),
    ];
}

namespace Compare.Engines.Tests.Support;

/// <summary>The tables of a README.md: the recorded facts that no test compares, each with its reason.</summary>
/// <param name="folder">Folder of this project whose subfolder <c>Fidelity</c> has the file.</param>
internal sealed class LeftOutTable(string folder)
{
    private readonly string _path = Path.Combine(AppContext.BaseDirectory, folder, "Fidelity", "README.md");

    /// <summary>
    /// Fails unless each recorded name is tested or in the table, and each part that a test leaves out is in the table.
    /// </summary>
    /// <param name="suite">The heading that the table is under.</param>
    /// <param name="recorded">Names of the recording.</param>
    /// <param name="tested">Names that are tested, with the parts left out.</param>
    public void Check(string suite, IEnumerable<string> recorded, IReadOnlyDictionary<string, string[]> tested)
    {
        Dictionary<string, string> table = Read(suite);
        string[] names = [.. recorded];
        Assert.NotEmpty(names);
        Assert.All(table.Values, reason => Assert.False(string.IsNullOrWhiteSpace(reason)));
        Assert.All(names, name => Assert.True(
            tested.ContainsKey(name) != table.ContainsKey(name), $"{name} is not either tested or in the table."));
        Assert.All(
            tested.SelectMany(pair => pair.Value.Select(part => $"{pair.Key}: {part}")),
            part => Assert.True(table.ContainsKey(part), $"{part} is left out, but not in the table."));
    }

    private Dictionary<string, string> Read(string suite)
    {
        Dictionary<string, string> rows = new(StringComparer.Ordinal);
        bool isHere = false;
        foreach (string line in File.ReadLines(_path))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                isHere = line.Contains($"`{suite}`", StringComparison.Ordinal);
            }
            else if (isHere && line.StartsWith("| `", StringComparison.Ordinal))
            {
                string[] cells = line.Split('|', StringSplitOptions.TrimEntries);
                rows.Add(cells[1].Trim('`'), cells[2]);
            }
        }

        Assert.NotEmpty(rows);
        return rows;
    }
}

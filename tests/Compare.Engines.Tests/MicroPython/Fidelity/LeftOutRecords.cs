namespace Compare.Engines.Tests.MicroPython.Fidelity;

/// <summary>The tables of README.md: the recorded facts that no test compares, each with its reason.</summary>
internal static class LeftOutRecords
{
    private static readonly string s_path =
        Path.Combine(AppContext.BaseDirectory, "MicroPython", "Fidelity", "README.md");

    /// <summary>Fails unless each recorded name is either tested or in a table.</summary>
    /// <param name="heading">Word in the heading that the table is under.</param>
    /// <param name="recorded">Names of the recording.</param>
    /// <param name="tested">Names that are tested.</param>
    public static void Check(string heading, IEnumerable<string> recorded, IReadOnlyCollection<string> tested)
    {
        Dictionary<string, string> table = Read(heading);
        string[] names = [.. recorded];
        Assert.NotEmpty(names);
        Assert.All(table.Values, reason => Assert.False(string.IsNullOrWhiteSpace(reason)));
        Assert.All(names, name => Assert.True(
            tested.Contains(name, StringComparer.Ordinal) != table.ContainsKey(name),
            $"{name} is not either tested or in the table."));
    }

    private static Dictionary<string, string> Read(string heading)
    {
        Dictionary<string, string> rows = new(StringComparer.Ordinal);
        bool isHere = false;
        foreach (string line in File.ReadLines(s_path))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                isHere = line.Contains($"`{heading}`", StringComparison.Ordinal);
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

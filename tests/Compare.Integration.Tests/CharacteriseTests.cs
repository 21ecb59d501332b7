namespace Compare.Integration.Tests;

/// <summary><c>gc-compare characterise</c>: what it finds is what the documents say.</summary>
public sealed class CharacteriseTests
{
    /// <summary>Rows are deterministic, so that a workload whose document is out of date is found by its text.</summary>
    [Theory]
    [InlineData("lru-cache")]
    [InlineData("lesson-closures")]
    [InlineData("large-arrays")]
    public async Task The_document_has_the_row_that_is_found_now(string workload)
    {
        using TemporaryDirectory temporary = new();
        string folder = temporary["fingerprints"];

        (int exitCode, string[] output, string error) = await Tool.RunAsync("characterise", workload, "--out", folder);

        Assert.True(exitCode == 0, error);
        Assert.Contains(output, line => line.StartsWith(workload, StringComparison.Ordinal));
        string[] tables = ["fingerprints.csv", "fingerprints-sizes.csv", "fingerprints-survival.csv", "fingerprints-degrees.csv"];
        foreach (string table in tables)
        {
            string[] found = await File.ReadAllLinesAsync(Path.Combine(folder, table));
            string[] written = await File.ReadAllLinesAsync(Path.Combine(Documents(), table));
            Assert.Equal(written[0], found[0]);
            Assert.Equal(written.Where(line => line.StartsWith(workload + ",", StringComparison.Ordinal)), found[1..]);
        }
    }

    [Fact]
    public async Task Three_workloads_make_a_page_with_a_map()
    {
        using TemporaryDirectory temporary = new();
        string folder = temporary["fingerprints"];

        (int exitCode, string[] output, _) = await Tool.RunAsync(
            "characterise", "rings:size=smoke", "gcbench:size=smoke", "json-tree:size=smoke", "--out", folder);

        Assert.Equal(0, exitCode);
        Assert.EndsWith("fingerprints.md", output[^1], StringComparison.Ordinal);
        string page = await File.ReadAllTextAsync(Path.Combine(folder, "fingerprints.md"));
        Assert.Contains("(fingerprints.svg)", page, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "fingerprints.svg")));
    }

    [Theory]
    [InlineData("Unknown workload 'ringz'; did you mean 'rings'?", "characterise", "ringz")]
    [InlineData("Unknown option '--otu'; did you mean '--out'?", "characterise", "rings", "--otu")]
    public async Task Bad_input_names_the_nearest_word(string message, params string[] line)
    {
        (int exitCode, _, string error) = await Tool.RunAsync(line);

        Assert.Equal(1, exitCode);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    private static string Documents()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Compare.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "docs");
    }
}

using System.Text.Json;

namespace Compare.Integration.Tests;

public sealed class VerifyTests(RunPair runs) : IClassFixture<RunPair>
{
    [Fact]
    public async Task A_real_run_follows_from_its_raw_files_reports_included_and_stays_as_it_is()
    {
        Dictionary<string, DateTime> before = Times(runs.Base);

        (int exitCode, string[] output, string error) = await Tool.RunAsync("verify", runs.Base);

        Assert.True(exitCode == 0, string.Join('\n', output) + error);
        Assert.EndsWith(" files verified; every number follows from the raw files.", Assert.Single(output), StringComparison.Ordinal);
        Assert.Equal(before, Times(runs.Base));
    }

    [Fact]
    public async Task A_tampered_table_is_named_with_file_row_column_and_both_values()
    {
        string run = runs.Copy(runs.Base);
        string[] lines = File.ReadAllLines(Path.Combine(run, "summary.csv"));
        int place = Array.IndexOf(lines[0].Split(','), "n");
        string[] fields = lines[2].Split(',');
        Assert.Equal("4", fields[place]);
        fields[place] = "40";
        lines[2] = string.Join(',', fields);
        File.WriteAllText(Path.Combine(run, "summary.csv"), string.Join('\n', lines) + "\n");

        (int exitCode, string[] output, _) = await Tool.RunAsync("verify", run);
        (int jsonExit, string[] json, _) = await Tool.RunAsync("verify", run, "--json");

        Assert.Equal((5, 5), (exitCode, jsonExit));
        Assert.Equal(2, output.Length);
        Assert.StartsWith($"summary.csv:3 ({fields[0]}, {fields[1]}, rings:size=smoke, ", output[0], StringComparison.Ordinal);
        Assert.EndsWith(" n stored 40, recomputed 4", output[0], StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(string.Concat(json));
        JsonElement difference = Assert.Single(document.RootElement.GetProperty("differences").EnumerateArray());
        Assert.Equal("summary.csv", difference.GetProperty("file").GetString());
        Assert.Equal(3, difference.GetProperty("line").GetInt32());
        Assert.Equal("40", difference.GetProperty("stored").GetString());
    }

    [Theory]
    [InlineData("journal.jsonl")]
    [InlineData("invocations.csv")]
    [InlineData("cells/00002.json")]
    public async Task A_missing_file_is_one_sentence_and_exit_code_1(string name)
    {
        string run = runs.Copy(runs.Base);
        File.Delete(Path.Combine(run, name));

        (int exitCode, string[] output, string error) = await Tool.RunAsync("verify", run);

        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Contains(name, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static Dictionary<string, DateTime> Times(string run) => Directory
        .GetFiles(run, "*", SearchOption.AllDirectories)
        .ToDictionary(path => path, File.GetLastWriteTimeUtc);
}

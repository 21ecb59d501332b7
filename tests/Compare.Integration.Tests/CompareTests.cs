using System.Globalization;
using System.Text.Json;

namespace Compare.Integration.Tests;

public sealed class CompareTests(RunPair runs) : IClassFixture<RunPair>
{
    [Fact]
    public async Task Two_runs_of_one_matrix_did_the_same_work()
    {
        (int exitCode, string[] output, string error) = await Tool.RunAsync("compare", runs.Base, runs.New, "--fail-on", "exact");

        Assert.True(exitCode == 0, string.Join('\n', output) + error);
        Assert.Contains("2 cells compared.", output);
        Assert.Contains("Work vectors: no count changed.", output);
        Assert.Contains(output, line => line.StartsWith("cpython × rings:size=smoke  wall_ns", StringComparison.Ordinal));
        Assert.Contains(output, line => line.StartsWith("  started_at: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_gates_of_the_new_matrix_decide_what_fails()
    {
        string changed = runs.Copy(runs.New);
        string count = File.ReadAllLines(Path.Combine(runs.Base, "work.csv"))
            .First(line => line.StartsWith("cpython,", StringComparison.Ordinal) && long.Parse(line.Split(',')[6], CultureInfo.InvariantCulture) > 0);
        string[] fields = count.Split(',');
        fields[6] += "0";
        RunPair.Replace(changed, "work.csv", count, string.Join(',', fields));
        string matrix = Path.Combine(changed, "matrix.yaml");
        string yaml = File.ReadAllText(matrix);

        File.WriteAllText(matrix, yaml + $"gates: {{exact: [{fields[5]}], stat: {{metric: wall_ns, worse_than: 50%}}}}\n");
        (int gated, _, string error) = await Tool.RunAsync("compare", runs.Base, changed, "--fail-on", "worse");
        File.WriteAllText(matrix, yaml + "gates: {exact: [objects_vizited]}\n");
        (int misspelt, _, string nearest) = await Tool.RunAsync("compare", runs.Base, changed, "--fail-on", "worse");

        Assert.Equal((2, 1), (gated, misspelt));
        Assert.Contains($"gate: cpython × rings:size=smoke: {fields[5]} ", error, StringComparison.Ordinal);
        Assert.Contains("a count changed that the gate of the matrix holds", error, StringComparison.Ordinal);
        Assert.Contains("'objects_vizited', which neither run has; did you mean", nearest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_count_is_reported_with_what_it_was_and_fails_the_exact_gate()
    {
        string changed = runs.Copy(runs.New);
        string work = File.ReadAllLines(Path.Combine(runs.Base, "work.csv"))
            .First(line => line.StartsWith("cpython,", StringComparison.Ordinal) && long.Parse(line.Split(',')[6], CultureInfo.InvariantCulture) > 0);
        string[] fields = work.Split(',');
        fields[6] += "0";
        RunPair.Replace(changed, "work.csv", work, string.Join(',', fields));
        string markdown = runs.PathFor("comment.md");

        (int plain, string[] output, _) = await Tool.RunAsync("compare", runs.Base, changed, "--markdown", markdown);
        (int gated, _, string error) = await Tool.RunAsync("compare", runs.Base, changed, "--fail-on", "exact");
        (int json, string[] text, _) = await Tool.RunAsync("compare", runs.Base, changed, "--json");

        Assert.Equal((0, 2, 0), (plain, gated, json));
        Assert.Contains("Work vectors changed in 1 of 2 cells:", output);
        Assert.Contains(output, line => line.Contains(fields[5], StringComparison.Ordinal) && line.Contains("(+900 %)".Replace(' ', '\u00A0'), StringComparison.Ordinal));
        Assert.Contains("the deterministic work changed (--fail-on exact)", error, StringComparison.Ordinal);
        Assert.Contains("### Work vector", File.ReadAllText(markdown), StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(string.Concat(text));
        JsonElement change = Assert.Single(Assert.Single(document.RootElement.GetProperty("work").EnumerateArray()).GetProperty("changes").EnumerateArray());
        Assert.Equal(fields[5], change.GetProperty("count").GetString());
        Assert.Equal(9, change.GetProperty("relative").GetDouble(), 1e-9);
    }

    [Fact]
    public async Task Another_machine_is_refused_until_it_is_asked_for()
    {
        string other = runs.Copy(runs.New);
        RunPair.Replace(other, "environment.json", "\"processor\":\"", "\"processor\":\"Other ");

        (int refused, string[] nothing, string error) = await Tool.RunAsync("compare", runs.Base, other);
        (int allowed, string[] output, _) = await Tool.RunAsync("compare", runs.Base, other, "--allow-different-machine");

        Assert.Equal((1, 0), (refused, allowed));
        Assert.Empty(nothing);
        Assert.Contains("processor: ", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains(output, line => line.StartsWith("  processor: ", StringComparison.Ordinal) && line.EndsWith("asked for)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cell_that_no_longer_ends_well_fails_the_gate_for_what_is_worse()
    {
        string broken = runs.Copy(runs.New);
        string path = Path.Combine(broken, "invocations.csv");
        string[] lines = File.ReadAllLines(path);
        int row = Array.FindIndex(lines, line => line.StartsWith("pypy,", StringComparison.Ordinal));
        lines[row] = lines[row].Replace(",ok,,", ",crash,It died.,", StringComparison.Ordinal);
        File.WriteAllText(path, string.Join('\n', lines) + "\n");

        (int plain, string[] output, _) = await Tool.RunAsync("compare", runs.Base, broken);
        (int gated, _, string error) = await Tool.RunAsync("compare", runs.Base, broken, "--fail-on", "worse");

        Assert.Equal((0, 2), (plain, gated));
        Assert.Contains("  pypy × rings:size=smoke: ok → crashed (It died)", output);
        Assert.Contains("a cell no longer ends well", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gate_that_rests_on_a_pair_that_differs_cannot_decide()
    {
        string noisy = runs.Copy(runs.New);
        string path = Path.Combine(noisy, "aa.csv");
        string[] lines = File.ReadAllLines(path);
        int place = Array.IndexOf(lines[0].Split(','), "verdict");
        string[] fields = lines[1].Split(',');
        fields[place] = "worse";
        lines[1] = string.Join(',', fields);
        File.WriteAllText(path, string.Join('\n', lines) + "\n");

        (int exitCode, string[] output, string error) = await Tool.RunAsync("compare", runs.Base, noisy, "--fail-on", "worse");

        Assert.Equal(4, exitCode);
        Assert.Contains(output, line => line.Contains("greyed: ", StringComparison.Ordinal));
        Assert.Contains("an A/A pair differs from itself", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gate_that_finds_nothing_in_an_incomplete_run_says_so()
    {
        string stopped = runs.Copy(runs.New);
        string path = Path.Combine(stopped, "invocations.csv");
        File.WriteAllText(path, string.Join('\n', File.ReadAllLines(path)[..^1]) + "\n");

        (int exitCode, _, string error) = await Tool.RunAsync("compare", runs.Base, stopped, "--fail-on", "exact");

        Assert.Equal(3, exitCode);
        Assert.Contains("a run is incomplete; finish it with --resume", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--fail-on wors", "--fail-on: Unknown gate 'wors'; did you mean 'worse'?")]
    [InlineData("--metric wall", "--metric: Unknown metric 'wall'")]
    [InlineData("--markdown /nowhere/at/all.md", "/nowhere/at/all.md: The comparison cannot be written")]
    public async Task Bad_input_is_one_sentence(string options, string expected)
    {
        (int exitCode, _, string error) = await Tool.RunAsync(["compare", runs.Base, runs.New, .. options.Split(' ')]);

        Assert.Equal(1, exitCode);
        Assert.Contains(expected, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("work.csv")]
    [InlineData("environment.json")]
    public async Task A_missing_file_is_one_sentence_and_exit_code_1(string name)
    {
        string run = runs.Copy(runs.New);
        File.Delete(Path.Combine(run, name));

        (int exitCode, string[] output, string error) = await Tool.RunAsync("compare", runs.Base, run);

        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Contains(name, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}

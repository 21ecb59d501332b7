using System.Text.Json;

namespace Compare.Integration.Tests;

public sealed class InformationTests
{
    [Fact]
    public async Task The_help_of_every_command_ends_with_examples_of_that_command()
    {
        List<string> seen = [];
        Stack<string[]> open = new([[]]);
        while (open.TryPop(out string[]? path))
        {
            (int exitCode, string[] output, _) = await Tool.RunAsync([.. path, "--help"]);
            string command = string.Join(' ', path.Prepend("gc-compare"));
            seen.Add(command);
            int examples = Array.IndexOf(output, "Examples:");
            Assert.True(exitCode == 0 && examples > 0 && examples < output.Length - 1, command);
            Assert.All(output[(examples + 1)..], line => Assert.StartsWith("  " + command, line, StringComparison.Ordinal));
            int commands = Array.IndexOf(output, "Commands:");
            foreach (string line in commands < 0 ? [] : output[(commands + 1)..].TakeWhile(line => line.Length > 0 && line != "Examples:"))
            {
                // A name stands at the margin, the rest of a long description further in.
                if (line.StartsWith("  ", StringComparison.Ordinal) && line[2] != ' ')
                {
                    open.Push([.. path, line.Trim().Split(' ')[0]]);
                }
            }
        }

        Assert.Contains("gc-compare run", seen);
        Assert.Contains("gc-compare completion", seen);
        Assert.Contains("gc-compare list semantics", seen);
        Assert.True(seen.Count > 20, string.Join('\n', seen));
    }

    [Fact]
    public async Task Without_a_word_everything_is_listed_by_name()
    {
        (int exitCode, string[] text, _) = await Tool.RunAsync("list");
        (int jsonCode, string[] json, _) = await Tool.RunAsync("list", "--json");
        using JsonDocument document = JsonDocument.Parse(string.Concat(json));

        Assert.Equal((0, 0), (exitCode, jsonCode));
        Assert.Equal(
            ["engines", "metrics", "modifiers", "presets", "probes", "sets", "workloads"],
            document.RootElement.EnumerateObject().Select(kind => kind.Name).Order(StringComparer.Ordinal));
        Assert.All(
            document.RootElement.EnumerateObject().SelectMany(kind => kind.Value.EnumerateArray()),
            item => Assert.Contains(text, line => line.StartsWith($"  {item.GetProperty("name")} ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("engines", "nogc")]
    [InlineData("workloads", "binary-trees")]
    [InlineData("metrics", "wall_ns")]
    [InlineData("modifiers", "nursery")]
    [InlineData("sets", "caches")]
    [InlineData("probes", "gc-events")]
    [InlineData("presets", "smoke")]
    [InlineData("semantics", "dead_cycle")]
    public async Task Lists_are_read_by_people_and_by_programs(string what, string name)
    {
        (int exitCode, string[] text, _) = await Tool.RunAsync("list", what);
        Assert.Equal(0, exitCode);
        Assert.Contains(text, line => line.StartsWith(name + ": ", StringComparison.Ordinal));

        (exitCode, string[] json, _) = await Tool.RunAsync("list", what, "--json");
        Assert.Equal(0, exitCode);
        using JsonDocument document = JsonDocument.Parse(string.Concat(json));
        Assert.Contains(document.RootElement.EnumerateArray(), item => item.GetProperty("name").GetString() == name);
    }

    [Fact]
    public async Task The_doctor_looks_at_the_machine()
    {
        (int exitCode, string[] output, _) = await Tool.RunAsync("doctor");

        Assert.Equal(0, exitCode);
        Assert.Contains(output, line => line.StartsWith("governor", StringComparison.Ordinal));
        Assert.Contains(output, line => line.StartsWith("cores", StringComparison.Ordinal));
    }
}

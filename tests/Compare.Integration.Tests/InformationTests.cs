using System.Text.Json;

namespace Compare.Integration.Tests;

public sealed class InformationTests
{
    [Theory]
    [InlineData("run --help")]
    [InlineData("report --help")]
    [InlineData("plan --help")]
    [InlineData("compare --help")]
    [InlineData("verify --help")]
    [InlineData("list --help")]
    [InlineData("list engines --help")]
    [InlineData("list semantics --help")]
    [InlineData("schema --help")]
    [InlineData("doctor --help")]
    [InlineData("characterise --help")]
    [InlineData("--help")]
    public async Task Every_help_ends_with_an_example(string line)
    {
        (int exitCode, string[] output, _) = await Tool.RunAsync(line.Split(' '));

        Assert.Equal(0, exitCode);
        Assert.Contains("Examples:", output);
        Assert.StartsWith("  gc-compare", output[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("engines", "nogc")]
    [InlineData("workloads", "binary-trees")]
    [InlineData("metrics", "wall_ns")]
    [InlineData("modifiers", "nursery")]
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

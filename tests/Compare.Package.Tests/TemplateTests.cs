using System.Globalization;
using System.Text.RegularExpressions;

namespace Compare.Package.Tests;

/// <summary>What <c>dotnet new</c> makes, as a newcomer takes it: make, build, test, run.</summary>
[Collection(PackedFeedGroup.Name)]
public sealed partial class TemplateTests(PackedFeed feed)
{
    [Theory]
    [InlineData("gccompare-engine", "TinyArena", "engine", "tiny-arena", 100)]
    [InlineData("gccompare-workload", "BurstStack", "workload", "burst-stack", 30)]
    public async Task A_new_project_builds_passes_the_contract_suite_and_runs(
        string template, string name, string kind, string known, int leastTests)
    {
        string folder = feed.Folder($"new {kind}");
        await feed.InstallTemplatesAsync();
        (await feed.DotnetAsync(folder, "new", template, "-n", name)).ThrowIfFailed();
        string project = Path.Combine(folder, name);

        (await feed.DotnetAsync(project, "restore", "--configfile", feed.Configuration)).ThrowIfFailed();
        ProcessResult build =
            (await feed.DotnetAsync(project, "build", "-c", "Release", "--no-restore", "--nologo", "-warnaserror")).ThrowIfFailed();
        ProcessResult test = (await feed.DotnetAsync(project, "test", "-c", "Release", "--no-build", "--nologo")).ThrowIfFailed();
        string tool = await feed.InstallToolAsync($"tool for {kind}");
        ProcessResult run = (await ProcessResult.RunAsync(
            tool, project, ["run", "matrix.yaml", "--invocations", "1", "--out", "results"])).ThrowIfFailed();
        ProcessResult list = (await ProcessResult.RunAsync(
            tool, folder, ["list", kind + "s", "--plugin", $"{name}/{name}/bin/Release/net10.0/{name}.dll"])).ThrowIfFailed();

        Assert.Contains("0 Warning(s)", build.Output, StringComparison.Ordinal);
        int passed = int.Parse(Passed().Match(test.Output).Groups["count"].ValueSpan, CultureInfo.InvariantCulture);
        Assert.True(passed >= leastTests, test.Output);
        Assert.Contains(known + ": ", list.Output, StringComparison.Ordinal);
        Assert.EndsWith("report.html", run.Output.TrimEnd(), StringComparison.Ordinal);
        string[] rows = await File.ReadAllLinesAsync(Path.Combine(project, "results", "invocations.csv"));
        Assert.Contains(rows, row => row.Contains(known, StringComparison.Ordinal));
        Assert.All(rows[1..], row => Assert.Contains(",ok,", row, StringComparison.Ordinal));
        Assert.Contains(
            $"\"name\":\"{name}\"", await File.ReadAllTextAsync(Path.Combine(project, "results", "environment.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_section_of_a_plug_in_stands_in_the_report_of_a_run_that_was_made_without_it()
    {
        string tool = await feed.InstallToolAsync("tool for a section");
        string folder = feed.Folder("section");
        string plugin = Path.Combine(AppContext.BaseDirectory, "..", "..", "Compare.Samples", PackedFeed.BuildConfiguration, "Compare.Samples.dll");
        (await ProcessResult.RunAsync(
            tool, folder, ["run", "--engine", "nogc", "--workload", "rings:size=smoke", "--invocations", "1", "--out", "out"])).ThrowIfFailed();
        string without = await File.ReadAllTextAsync(Path.Combine(folder, "out", "report.html"));

        (await ProcessResult.RunAsync(tool, folder, ["report", "out", "--plugin", plugin])).ThrowIfFailed();

        string with = await File.ReadAllTextAsync(Path.Combine(folder, "out", "report.html"));
        Assert.DoesNotContain("id=\"allocation-rate\"", without, StringComparison.Ordinal);
        Assert.Contains("id=\"allocation-rate\"", with, StringComparison.Ordinal);
        Assert.Contains("1 cells of the matrix finished", with, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"Passed:\s+(?<count>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Passed();
}

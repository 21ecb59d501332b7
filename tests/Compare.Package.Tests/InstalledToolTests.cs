namespace Compare.Package.Tests;

/// <summary>The tool as <c>dotnet tool install</c> leaves it, run from somewhere else.</summary>
[Collection(PackedFeedGroup.Name)]
public sealed class InstalledToolTests(PackedFeed feed)
{
    [Fact]
    public async Task The_installed_tool_runs_a_matrix_with_its_own_worker_and_writes_a_report()
    {
        string tool = await feed.InstallToolAsync("installed");
        string elsewhere = feed.Folder("a folder of the user's");
        await File.WriteAllTextAsync(Path.Combine(elsewhere, "mine.yaml"), """
            schema: 1
            include: [presets/engines.yml]
            engines: [cpython, pypy, clr, micropython]
            workloads: ["rings:size=smoke", "binary-trees:size=smoke"]
            runs: {invocations: 1, iterations: 1}
            """);

        ProcessResult run = (await ProcessResult.RunAsync(tool, elsewhere, ["run", "mine.yaml", "--out", "out"])).ThrowIfFailed();

        string results = Path.Combine(elsewhere, "out");
        Assert.EndsWith("report.html", run.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("</html>", await File.ReadAllTextAsync(Path.Combine(results, "report.html")), StringComparison.Ordinal);
        string[] rows = await File.ReadAllLinesAsync(Path.Combine(results, "invocations.csv"));
        int status = Array.IndexOf(rows[0].Split(','), "status");
        Assert.Equal(1 + (4 * 2), rows.Length);
        Assert.All(rows[1..], row => Assert.Equal("ok", row.Split(',')[status]));

        (await ProcessResult.RunAsync(tool, elsewhere, ["verify", "out"])).ThrowIfFailed();
    }

    [Fact]
    public async Task The_installed_tool_says_its_version_and_lists_what_it_brings()
    {
        string tool = await feed.InstallToolAsync("listed");

        ProcessResult version = (await ProcessResult.RunAsync(tool, Path.GetTempPath(), ["--version"])).ThrowIfFailed();
        ProcessResult engines = (await ProcessResult.RunAsync(tool, Path.GetTempPath(), ["list", "engines"])).ThrowIfFailed();

        Assert.StartsWith(feed.Version, version.Output, StringComparison.Ordinal);
        Assert.All(
            (string[])["clr", "cpython", "micropython", "nogc", "pypy", "semispace"],
            engine => Assert.Contains(engine, engines.Output, StringComparison.Ordinal));
    }
}

using Compare.Harness.Results;

namespace Compare.Integration.Tests;

public sealed class BatchTests
{
    private const string Matrix = """
        schema: 1
        engines: [cpython, pypy, clr]
        workloads: ['rings:size=smoke']
        runs: {invocations: 8, iterations: 2, batch: BATCH, canary: false}
        """;

    [Fact]
    public async Task A_run_in_batches_counts_and_answers_as_one_without()
    {
        using TemporaryDirectory directory = new();
        foreach (string batch in (string[])["1", "2"])
        {
            File.WriteAllText(directory[batch + ".yaml"], Matrix.Replace("BATCH", batch, StringComparison.Ordinal));
            (int exitCode, _, string error) = await Tool.RunAsync("run", directory[batch + ".yaml"], "--out", directory[batch]);
            Assert.True(exitCode == 0, error);
            Assert.Equal(
                batch == "2",
                error.Contains("clr runs each invocation in a process of its own", StringComparison.Ordinal));
        }

        (int verified, string[] output, _) = await Tool.RunAsync("verify", directory["2"]);
        Assert.True(verified == 0, string.Join('\n', output));

        // The host's own heap and threads are what batches cannot make alike; the others must not notice.
        Assert.Equal(Unmanaged(directory["1"]), Unmanaged(directory["2"]));
        ResultSet results = ResultSetReader.Read(directory["2"]);
        Assert.All(results.Invocations.Concat(results.Twins), row =>
        {
            Assert.Equal(row.Engine == "clr" ? row.Invocation : row.Invocation / 2 * 2, row.Process);
            Assert.Equal(row.Invocation == row.Process, row.StartupNs is not null);
            Assert.Equal(row.Invocation == row.Process, row.RssPeakBytes is not null);
            Assert.NotNull(row.WallNs);
        });
        Assert.All(
            results.Summary.Where(row => row.Metric == "wall_ns"),
            row => Assert.Equal((8, row.Engine == "clr" ? 8 : 4), (row.N, row.Processes)));
    }

    private static IReadOnlyList<string> Unmanaged(string run) =>
        [.. DeterministicView.Of(run).Where(line => !line.Contains(": clr,", StringComparison.Ordinal))];
}

using Compare.Harness.Results;

namespace Compare.Integration.Tests;

/// <summary>Programs that serve requests, timed in real workers.</summary>
public sealed class RequestRunTests
{
    private const int Requests = 40;

    private static async Task<ResultSet> RunAsync(string path, string workload)
    {
        (int exitCode, string[] output, string error) = await Tool.RunAsync(
            "run", "--engine", "nogc", "--engine", "cpython", "--workload", workload, "--invocations", "1", "--out", path);
        Assert.True(exitCode == 0, string.Join('\n', output) + error);
        return ResultSetReader.Read(path);
    }

    [Fact]
    public async Task At_a_rate_no_request_begins_before_it_arrives_and_the_wall_time_is_marked()
    {
        using TemporaryDirectory directory = new();

        ResultSet results = await RunAsync(directory["run"], "web-session:size=smoke,rate=1000,arrival=constant");

        Assert.All(results.Requests, row => Assert.True(row.ScheduledNs <= row.BeginNs && row.BeginNs <= row.EndNs, $"{row}"));
        Assert.All(results.Requests, row => Assert.True(row.LatencyNs >= row.EndNs - row.BeginNs, $"{row}"));
        Assert.All(
            results.Requests.GroupBy(row => (row.Engine, row.Iteration)),
            rows =>
            {
                Assert.Equal(Enumerable.Range(0, Requests), rows.Select(row => row.Request));
                long first = rows.First().ScheduledNs!.Value;
                Assert.Equal(rows.Select(row => row.Request * 1_000_000L), rows.Select(row => row.ScheduledNs!.Value - first));
            });
        Assert.All(results.Invocations, row => Assert.Contains("measure no throughput", row.Warnings, StringComparison.Ordinal));
        Assert.All(results.Invocations, row => Assert.True(row.IdleNs > 0 && row.IdleNs + row.MutatorNs <= row.WallNs, $"{row}"));
    }

    [Fact]
    public async Task In_a_closed_loop_nothing_waits()
    {
        using TemporaryDirectory directory = new();

        ResultSet results = await RunAsync(directory["run"], "web-session:size=smoke");

        Assert.NotEmpty(results.Requests);
        Assert.All(results.Requests, row => Assert.Null(row.ScheduledNs));
        Assert.All(results.Invocations, row => Assert.Equal(0, row.IdleNs));
        Assert.All(results.Invocations, row => Assert.DoesNotContain("throughput", row.Warnings ?? string.Empty, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_requests_there_is_no_file_of_them()
    {
        using TemporaryDirectory directory = new();

        ResultSet results = await RunAsync(directory["run"], "rings:size=smoke");

        Assert.Empty(results.Requests);
        Assert.False(File.Exists(Path.Combine(directory["run"], "requests.csv")));
        Assert.All(results.Invocations, row => Assert.Null(row.Requests));
    }
}

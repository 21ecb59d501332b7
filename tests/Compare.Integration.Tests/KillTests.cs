using System.Collections.Immutable;

namespace Compare.Integration.Tests;

/// <summary>
/// SIGKILL at seeded moments of a run, each followed by --resume: whatever dies, the result is that of a run that nobody disturbed.
/// </summary>
public sealed class KillTests
{
    private const int Lanes = 2;
    private const int KillsPerLane = 100;
    private const string Matrix = """
        schema: 1
        engines: [nogc, cpython]
        workloads: ['rings:count=20', 'lru-cache:capacity=10,operations=20']
        runs: {invocations: 12, iterations: 1, batch: 2}
        """;

    [Fact]
    public async Task Two_hundred_kills_lose_nothing_double_nothing_and_change_nothing()
    {
        using TemporaryDirectory directory = new();
        string matrix = directory["m.yaml"];
        File.WriteAllText(matrix, Matrix);
        (int exitCode, _, string error) = await Tool.RunAsync("run", matrix, "--out", directory["undisturbed"]);
        Assert.True(exitCode == 0, error);
        ImmutableArray<string> expected = [.. DeterministicView.Of(directory["undisturbed"])];

        int[] finished = await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane =>
            KillAsync(matrix, number => directory[$"run-{lane}-{number}"], new Random(42 + lane), expected)));

        Assert.All(finished, runs => Assert.True(runs >= 1));
        Assert.Empty(Directory.GetFiles(directory["run-0-0"], "*.tmp", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(directory["run-0-0"], "*.spec", SearchOption.AllDirectories));
    }

    // When a matrix finishes, the next kill falls on the next one: how fast the machine is decides how many there are, nothing else.
    private static async Task<int> KillAsync(
        string matrix, Func<int, string> directory, Random random, ImmutableArray<string> expected)
    {
        int finished = 0;
        for (int kills = 0; ;)
        {
            string path = directory(finished);
            bool begun = File.Exists(Path.Combine(path, "matrix.yaml"));
            using Tool tool = Tool.Start(["run", "--out", path, begun ? "--resume" : matrix]);
            if (kills < KillsPerLane)
            {
                await AwaitMomentAsync(tool, path, random);
                kills += KillIfAlive(tool, random) ? 1 : 0;
            }

            (int exitCode, string[] output, string error) = await tool.EndAsync();
            if (exitCode == 0)
            {
                Assert.Equal(expected, DeterministicView.Of(path));
                Assert.Equal(File.ReadAllLines(Path.Combine(path, "plan.jsonl")).Length, File.ReadAllLines(Path.Combine(path, "journal.jsonl")).Length);
                Assert.Contains("</html>", File.ReadAllText(Path.Combine(path, "report.html")), StringComparison.Ordinal);
                finished++;
                if (kills == KillsPerLane)
                {
                    return finished;
                }
            }
            else
            {
                // 128 and 9: killed; anything else is a run that could not go on.
                Assert.True(exitCode == 137, $"{exitCode}\n{string.Join('\n', output)}\n{error}");
            }
        }
    }

    // Moments of the start, of the measurements, and of the writing of tables and reports.
    private static async Task AwaitMomentAsync(Tool tool, string path, Random random)
    {
        int lines = random.Next(5);
        for (int i = 0; i < lines && await tool.ReadLineAsync() is not null; i++)
        {
        }

        string[] tables = ["invocations.csv", "summary.csv", "report.html", "report.md"];
        string awaited = Path.Combine(path, tables[random.Next(tables.Length)] + ".tmp");
        bool writes = IsAlmostMeasured(path) && random.Next(2) == 0;
        while (writes && !tool.HasExited && !File.Exists(awaited))
        {
            await Task.Delay(1);
        }

        await Task.Delay(random.Next(writes ? 3 : 150));
    }

    private static bool IsAlmostMeasured(string path)
    {
        const int Few = 8;
        string journal = Path.Combine(path, "journal.jsonl");
        return File.Exists(journal)
            && File.ReadAllLines(journal).Length > File.ReadAllLines(Path.Combine(path, "plan.jsonl")).Length - Few;
    }

    private static bool KillIfAlive(Tool tool, Random random)
    {
        int? worker = random.Next(3) == 0 ? tool.Worker() : null;
        if (tool.HasExited)
        {
            return false;
        }

        Tool.Signal("KILL", tool.Id);
        if (worker is { } id)
        {
            Tool.Signal("KILL", id); // After its parent: alone it would be a crash, and the journal would say so.
        }

        return true;
    }
}

using Compare.Harness.HeapMaps;
using Compare.Harness.Results;

namespace Compare.Integration.Tests;

/// <summary>Maps of heaps of real runs: every engine, resumed and merged.</summary>
public sealed class HeapMapRunTests
{
    private const int MostLooks = 120;

    private const string Matrix = """
        schema: 1
        engines:
          - cpython:3.14
          - pypy:nursery=64KiB
          - micropython:heap=64KiB
          - semispace:initial=64KiB
          - nogc
          - clr:gen0=64KiB,gen0-max=64KiB
        workloads: ['lru-cache:capacity=60,operations=15000,value=512', 'sawtooth:low=12,ratio=10,teeth=3,dwell=1200']
        runs: {invocations: 1, iterations: 1, warmup: 1, canary: false, timeout: 10min}
        probes: [all, heap-map]
        """;

    [Fact]
    public async Task Every_engine_has_maps_that_merging_and_resuming_neither_lose_nor_double()
    {
        using TemporaryDirectory directory = new();
        string matrix = directory["m.yaml"];
        File.WriteAllText(matrix, Matrix);
        await RunAsync("run", matrix, "--out", directory["whole"]);
        await RunAsync("run", matrix, "--shard", "1/2", "--out", directory["first"]);
        await RunAsync("run", matrix, "--shard", "2/2", "--out", directory["second"]);
        await RunAsync("merge", directory["second"], directory["first"], "--out", directory["merged"]);

        // A run that lost the files of some invocations makes them again.
        string[] cells = Directory.GetFiles(Path.Combine(directory["merged"], "cells"));
        await RunAsync("merge", directory["second"], directory["first"], "--out", directory["resumed"]);
        Assert.All(cells.Order(StringComparer.Ordinal).Where((_, number) => number % 2 == 0), file =>
            File.Delete(Path.Combine(directory["resumed"], "cells", Path.GetFileName(file))));
        await RunAsync("run", "--resume", "--out", directory["resumed"]);
        await RunAsync("verify", directory["whole"]);
        await RunAsync("verify", directory["resumed"]);

        IReadOnlyList<HeapMapRow> rows = Rows(directory["whole"]);
        Assert.Equal(6 * 2, rows.Count);
        Assert.All(rows, IsARecordOfItsRun);
        Assert.Equal(
            AllLines(directory["first"]).Concat(AllLines(directory["second"])).Order(StringComparer.Ordinal),
            AllLines(directory["merged"]).Order(StringComparer.Ordinal));
        Assert.All([directory["merged"], directory["resumed"]], run =>
        {
            Assert.Equal(rows.Select(KeyOf), Rows(run).Select(KeyOf));
            Assert.Equal(RepeatableLines(directory["whole"]), RepeatableLines(run));
        });
    }

    private static void IsARecordOfItsRun(HeapMapRow row)
    {
        string cell = $"{row.Config} on {row.Workload}";
        IReadOnlyList<HeapMapLook> looks = row.Map.Looks;
        Assert.True(HeapMapCheck.IsWhole(row.Map), cell);
        Assert.InRange(looks.Count, 3, MostLooks);
        Assert.Equal(("begin", "end"), (looks[0].Moment, looks[^1].Moment));
        Assert.Equal(0, looks[0].AllocatedBytes);
        Assert.Contains(looks, look => look.Moment == "clock");
        Assert.Contains(looks, look => look.Phase is not null);
        Assert.All(looks.Zip(looks.Skip(1)), pair => Assert.True(
            pair.First.AllocatedBytes <= pair.Second.AllocatedBytes && pair.First.Collections <= pair.Second.Collections, cell));

        // Garbage goes by counting, which needs no collection here, or by collections, which were seen; nogc keeps it.
        long[] used = [.. looks.Select(look => look.Parts.Sum(part => part.UsedBytes))];
        bool fell = used.Zip(used.Skip(1)).Any(pair => pair.Second < pair.First);
        bool collects = row.Engine is not ("nogc" or "cpython");
        Assert.True(fell == (row.Engine != "nogc"), cell);
        Assert.True(looks.Any(look => look.Moment == "after") == collects, cell);
        Assert.True(looks[^1].Collections > 0 == collects, cell);
    }

    private static async Task RunAsync(params string[] arguments)
    {
        (int exitCode, string[] output, string error) = await Tool.RunAsync(arguments);
        Assert.True(exitCode == 0, $"{string.Join(' ', arguments)}: {exitCode}\n{string.Join('\n', output)}\n{error}");
    }

    private static IReadOnlyList<HeapMapRow> Rows(string run) => ResultSetReader.Read(run).HeapMaps;

    private static (string Config, string Workload, int Invocation) KeyOf(HeapMapRow row) => (row.Config, row.Workload, row.Invocation);

    private static string[] AllLines(string run) => File.ReadAllLines(Path.Combine(run, ResultFiles.HeapMaps));

    /// <summary>
    /// The lines as they are written, without those of the host, whose heap is never twice the same, and those of cpython, whose
    /// arenas have a pool less where the system maps them off the size of a pool.
    /// </summary>
    private static IEnumerable<string> RepeatableLines(string run) => AllLines(run).Where(line =>
        !line.StartsWith("{\"engine\":\"clr\"", StringComparison.Ordinal)
        && !line.StartsWith("{\"engine\":\"cpython\"", StringComparison.Ordinal));
}

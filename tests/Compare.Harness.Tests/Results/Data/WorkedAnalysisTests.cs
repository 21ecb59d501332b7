using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Compare.Engines.Tests.Support;
using Compare.Harness.Metrics;
using Compare.Harness.Results;
using Compare.Harness.Statistics;
using Compare.Harness.Tests.Fakes;
using CsvHelper;

namespace Compare.Harness.Tests.Results.Data;

/// <summary>The program of <c>docs/data.md</c> runs as it stands there, and finds what the summary says.</summary>
public sealed partial class WorkedAnalysisTests
{
    private const int Invocations = 6;
    private const long Seed = 42;
    private const double Rounding = 1e-9;

    [SkippableFact]
    public async Task The_analysis_computes_the_estimates_and_ratios_of_the_summary()
    {
        Skip.IfNot(await RunAsync("--version") is not null, "There is no python3 on the path.");
        using TestDirectory temporary = new();
        string script = temporary.File("relative.py");
        await File.WriteAllTextAsync(script, Snippet().Match(GeneratedDocument.Read("data.md")).Groups["code"].Value);
        ResultSet results = await ResultsAsync(temporary.File("run"));
        ResultSetWriter.WriteTables(results, (name, write) =>
        {
            using FileStream file = File.Create(temporary.File(name));
            write(file);
        });

        string table = (await RunAsync(script, temporary.Path))!;

        Dictionary<(string Config, string Workload, string Heap), Found> found = Parse(table);
        SummaryRow[] expected = [.. results.Summary.Where(row => row is { Metric: "wall_ns", Ratio: not null })];
        Assert.Equal(expected.Length, found.Count);
        Assert.Contains(expected, row => row.Ratio < 0.9);
        foreach (SummaryRow row in expected)
        {
            Found own = found[(row.Config, row.Workload, row.HeapBytes?.ToString(CultureInfo.InvariantCulture) ?? string.Empty)];
            Assert.Equal(row.Processes, own.N);
            Assert.Equal(row.Estimate!.Value, own.Median, Rounding * own.Median);
            Assert.Equal(row.Ratio!.Value, own.Ratio, Rounding * own.Ratio);
            Assert.InRange(own.Ratio, own.Low, own.High);
        }
    }

    /// <summary>A run whose times differ by engine and workload, with a failure, and two invocations that share a process.</summary>
    private static async Task<ResultSet> ResultsAsync(string path)
    {
        (_, ResultSet run) = await ResultSetRoundTripTests.RunAsync(path, Invocations);
        InvocationRow[] rows =
        [
            .. run.Invocations.Select(row => row with
            {
                WallNs = (row.Config == run.Baseline ? 7_000_000 : 3_000_000) + (row.Workload.Length * 100_000)
                    + (row.Invocation * row.Invocation * 54_321),
                Process = row.Invocation == 1 ? 0 : row.Invocation,
                Status = row.Invocation == 3 && row.Config != run.Baseline ? CellStatus.Crash : CellStatus.Ok,
            }),
        ];
        return run with
        {
            Invocations = rows,
            Summary = SummaryBuilder.Build(rows, [], MetricCatalog.Metrics, new SummarySettings(run.Baseline, Invocations, Seed)),
        };
    }

    private static Dictionary<(string Config, string Workload, string Heap), Found> Parse(string table)
    {
        using CsvReader csv = new(new StringReader(table), CultureInfo.InvariantCulture);
        Assert.True(csv.Read() && csv.ReadHeader());
        Dictionary<(string Config, string Workload, string Heap), Found> rows = [];
        while (csv.Read())
        {
            rows.Add(
                (csv.GetField("config")!, csv.GetField("workload")!, csv.GetField("heap_bytes")!),
                new Found(
                    csv.GetField<int>("n"),
                    csv.GetField<double>("median_ns"),
                    csv.GetField<double>("ratio"),
                    csv.GetField<double>("low"),
                    csv.GetField<double>("high")));
        }

        return rows;
    }

    /// <summary>What python3 printed; null when there is none on the path.</summary>
    private static async Task<string?> RunAsync(params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("python3", arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, await errors);
            return output;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private readonly record struct Found(int N, double Median, double Ratio, double Low, double High);

    [GeneratedRegex(@"```python\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Snippet();
}

using System.Globalization;
using CsvHelper;

namespace Compare.Integration.Tests;

/// <summary>What two runs of one matrix must have in common, to the last byte: all but times and what is computed from them.</summary>
internal static class DeterministicView
{
    // Tables of measurements: only clocks and the memory of the process differ from run to run.
    private static readonly string[] s_measured =
    [
        "invocations.csv", "iterations.csv", "events.csv", "timeline.csv", "work.csv", "settings.csv", "twins.csv", "twin_iterations.csv",
    ];

    // Tables of estimates: they have the same rows, of the same numbers of invocations. A process that was killed inside a batch
    // is two, so what belongs to processes is left out.
    private static readonly string[] s_estimated = ["summary.csv", "aa.csv"];

    private static readonly string[] s_kept =
        ["engine", "config", "workload", "heap_bytes", "metric", "measure", "unit", "direction", "planned", "n", "failed", "status"];

    /// <summary>The lines of all tables of a run, without what differs from run to run.</summary>
    public static IReadOnlyList<string> Of(string run) =>
    [
        .. s_measured.SelectMany(name => Lines(run, name, column => !IsClock(column))),
        .. s_estimated.SelectMany(name => Lines(run, name, column => s_kept.Contains(column, StringComparer.Ordinal)))
            .Where(line => !line.Contains(",startup_ns,", StringComparison.Ordinal) && !line.Contains(",rss_peak_bytes,", StringComparison.Ordinal)),
    ];

    private static bool IsClock(string column) =>
        column.EndsWith("_ns", StringComparison.Ordinal) || column is "rss_peak_bytes" or "process";

    private static IEnumerable<string> Lines(string run, string name, Func<string, bool> keeps)
    {
        using StreamReader text = new(Path.Combine(run, name));
        using CsvParser parser = new(text, CultureInfo.InvariantCulture);
        Assert.True(parser.Read(), name);
        (int Index, string Column)[] columns = [.. parser.Record!.Index().Where(pair => keeps(pair.Item))];
        do
        {
            yield return $"{name}: {string.Join(',', columns.Select(column => parser.Record![column.Index]))}";
        }
        while (parser.Read());
    }
}

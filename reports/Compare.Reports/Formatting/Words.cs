using System.Globalization;
using Compare.Harness.Results;
using Compare.Harness.Statistics.Verdicts;

namespace Compare.Reports.Formatting;

/// <summary>The words of a report for states and names that the result files write as codes.</summary>
public static class Words
{
    /// <summary>Names a status for a reader.</summary>
    public static string Status(CellStatus? status) => status switch
    {
        CellStatus.Ok => "ok",
        CellStatus.Oom => "out of memory",
        CellStatus.Thrash => "thrashing",
        CellStatus.Crash => "crashed",
        CellStatus.Timeout => "timed out",
        CellStatus.Invalid => "wrong answer",
        CellStatus.NotApplicable => "not applicable",
        null => "not run",
        _ => status.Value.ToString(),
    };

    /// <summary>Names a verdict for a reader.</summary>
    public static string Verdict(Verdict? verdict) => verdict?.ToString().ToLowerInvariant() ?? Quantity.NotAvailable;

    /// <summary>The verdict as a sign, so that colour never tells alone; a greyed one has its own.</summary>
    public static string Mark(Verdict? verdict, bool isLess, bool greyed) => verdict switch
    {
        null => string.Empty,
        _ when greyed => "?",
        Compare.Harness.Statistics.Verdicts.Verdict.Equivalent => "=",
        Compare.Harness.Statistics.Verdicts.Verdict.Inconclusive => "○",
        _ => isLess ? "▼" : "▲",
    };

    /// <summary>Says what a reader can do about a status.</summary>
    public static string Advice(CellStatus status) => status switch
    {
        CellStatus.Oom => "Raise the heap limit (--heap), choose a smaller size, or read the cell as the result: "
            + "this engine cannot hold this workload in this memory.",
        CellStatus.Thrash => "The heap is too tight for useful work: raise the heap limit (--heap).",
        CellStatus.Crash => "Run the cell alone to see it again; a crash that repeats is a defect of the engine.",
        CellStatus.Timeout => "Allow more time in the matrix, or choose a smaller size.",
        CellStatus.Invalid => "The program's answer or its allocation differs from what it must be: "
            + "do not use the times; this is a defect of the engine or of the workload.",
        CellStatus.NotApplicable => "Nothing to do: the workload needs something that this engine does not offer.",
        _ => "Nothing to do.",
    };

    /// <summary>Names a metric for a reader.</summary>
    public static string Metric(string metric) => metric switch
    {
        "wall_ns" => "wall time",
        "cpu_ns" => "CPU time",
        "mutator_ns" => "mutator time",
        "gc_ns" => "collector time",
        "pause_max_ns" => "longest pause",
        "pause_p50_ns" => "median pause",
        "pause_p99_ns" => "99th percentile of pauses",
        "heap_peak_bytes" => "peak of bytes in use",
        "committed_peak_bytes" => "peak of committed memory",
        "rss_peak_bytes" => "peak resident memory",
        "request_p50_ns" => "median latency",
        "request_p99_ns" => "99th percentile of latency",
        "request_p999_ns" => "99.9th percentile of latency",
        "request_max_ns" => "longest latency",
        _ => Plain(metric),
    };

    /// <summary>Turns a snake_case name into words; the unit at its end is left out.</summary>
    public static string Plain(string name)
    {
        string words = name.EndsWith("_ns", StringComparison.Ordinal) ? name[..^3] : name;
        return words.Replace('_', ' ');
    }

    /// <summary>Writes a moment of ISO 8601 for a reader; anything else as it is.</summary>
    public static string Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment)
            ? moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)
            : text;

    /// <summary>Writes a number of things with the right ending.</summary>
    public static string Number(int count, string one, string many) => $"{Quantity.Count(count)} {(count == 1 ? one : many)}";
}

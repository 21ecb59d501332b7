using Compare.Reports.Formatting;
using Compare.Reports.Model;

namespace Compare.Reports.Sections;

/// <summary>The words in which findings speak of a metric.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Less">What a config is, or its value is, when the value is the smaller.</param>
/// <param name="More">The same when the value is the larger.</param>
public sealed record SpokenMetric(string Metric, string Less, string More)
{
    /// <summary>The metric that findings speak of first; its words are said of the config itself.</summary>
    public static SpokenMetric Wall { get; } = new(Reading.Wall, "faster", "slower");

    /// <summary>Every metric that findings speak of, in order.</summary>
    public static IReadOnlyList<SpokenMetric> All { get; } =
    [
        Wall,
        new("committed_peak_bytes", "smaller", "larger"),
        new("heap_peak_bytes", "smaller", "larger"),
        new("cpu_ns", "lower", "higher"),
        new("pause_max_ns", "shorter", "longer"),
        new("pause_p99_ns", "shorter", "longer") { Repeats = "pause_max_ns" },
        new("request_p99_ns", "shorter", "longer"),
        new("request_p999_ns", "shorter", "longer"),
    ];

    /// <summary>
    /// Name of a metric that often tells the same, since of few values a high percentile is the maximum: then that one speaks alone.
    /// </summary>
    public string? Repeats { get; init; }

    /// <summary>Whether the words are said of the config itself rather than of its value.</summary>
    public bool IsOfConfig => this == Wall;

    /// <summary>The metric as a noun.</summary>
    public string Noun => Words.Metric(Metric);

    /// <summary>Id of the table of its verdicts.</summary>
    public string TableId => IsOfConfig ? "verdicts" : "verdicts-" + Slug;

    private string Slug => Metric.Replace('_', '-');

    /// <summary>Id of the row of the table of verdicts that judges a cell.</summary>
    public string RowId(ReportCell cell) =>
        FormattableString.Invariant($"verdict-{cell.Config.Index}-{cell.Case.Index}-{Slug}");
}

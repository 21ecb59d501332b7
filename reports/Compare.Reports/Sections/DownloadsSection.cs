using Compare.Harness.Results;
using Compare.Reports.Formatting;
using Compare.Reports.Model;

namespace Compare.Reports.Sections;

/// <summary>The files beside the report, and the data inside it.</summary>
public sealed class DownloadsSection : IReportSection
{
    /// <inheritdoc/>
    public string Id => "downloads";

    /// <inheritdoc/>
    public string Title => "Data";

    /// <inheritdoc/>
    public string ShortTitle => "Data";

    /// <inheritdoc/>
    public int Order => 130;

    /// <inheritdoc/>
    public string WhenEmpty => "There is no data.";

    /// <inheritdoc/>
    public SectionContent? Build(ReportModel model)
    {
        ResultSet results = model.Results;
        object[] requests = results.Requests.Count == 0
            ? []
            : [File("requests.csv", "one row per request: scheduled, begun, ended", results.Requests.Count)];
        return new SectionContent(new
        {
            Files = (object[])
            [
                File("summary.csv", "one row per cell and metric: estimate, interval, ratio", results.Summary.Count),
                File("invocations.csv", "one row per process", results.Invocations.Count),
                File("iterations.csv", "one row per iteration, warm-up included", results.Iterations.Count),
                File("events.csv", "one row per collection or cascade", results.Events.Count),
                File("timeline.csv", "samples of the heap on the allocation clock", results.Timeline.Count),
                File("work.csv", "the exact counts", results.Work.Count),
                File("settings.csv", "settings of the engines, as asked for and as they came out", results.Settings.Count),
                File("memory.csv", "where the memory is, one row per look", results.Memory.Count),
                File("fragmentation.csv", "measures of fragmentation, one row per cell, moment and measure", results.Fragmentation.Count),
                File("costs.csv", "what memory management costs, one row per cell and measure", results.Costs.Count),
                File("probes.csv", "iterations with a probe compiled in", results.Probes.Count),
                File("steadiness.csv", "how the times of iterations develop, one row per process", results.Steadiness.Count),
                File("machine.csv", "what the machine did, one row per process", results.Machine.Count),
                File("canary.csv", "the cell that shows whether the machine drifts, one row per run", results.Canary.Count),
                File("counters.csv", "hardware counters, one row per iteration and counter", results.Counters.Count),
                .. results.Latency.Count == 0
                    ? []
                    : new[]
                    {
                        File("latency.csv", "percentiles of the latency of requests", results.Latency.Count),
                        File("capacity.csv", "load within limits of latency", results.Capacity.Count),
                        File("slowest.csv", "the slowest requests and what stopped them", results.Slowest.Count),
                    },
                File("mmu.csv", "mutator utilisation by length of window", results.Utilization.Count),
                .. results.Lessons.Count == 0
                    ? []
                    : new[]
                    {
                        File(
                            "lessons.csv",
                            "one row per lesson, cell and measure: both versions, what is saved",
                            results.Lessons.Count),
                    },
                .. requests,
                File("matrix.yaml", "the matrix as run", rows: null),
                File("environment.json", "machine, system, runtime, versions", rows: null),
            ],
        });
    }

    private static object File(string name, string content, int? rows) => new
    {
        Name = name,
        Content = content,
        Rows = rows is { } count ? Words.Number(count, "row", "rows") : string.Empty,
    };
}

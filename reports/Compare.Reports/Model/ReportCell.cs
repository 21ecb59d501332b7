using Compare.Harness.Results;
using Compare.Reports.Formatting;

namespace Compare.Reports.Model;

/// <summary>All that is known of one config on one case.</summary>
/// <param name="Config">The config.</param>
/// <param name="Case">The case.</param>
/// <param name="Invocations">Its invocations by number; empty when it was not run.</param>
/// <param name="Summaries">Its summary rows by metric.</param>
public sealed record ReportCell(
    ReportConfig Config,
    ReportCase Case,
    IReadOnlyList<InvocationRow> Invocations,
    IReadOnlyDictionary<string, SummaryRow> Summaries)
{
    /// <summary>The status of the first invocation that was not ok, otherwise ok; null when nothing was run.</summary>
    public CellStatus? Status
    {
        get
        {
            InvocationRow? bad = Invocations.FirstOrDefault(row => row.Status != CellStatus.Ok);
            if (bad is not null)
            {
                return bad.Status;
            }

            return Invocations.Count > 0 ? CellStatus.Ok : Summaries.Values.FirstOrDefault()?.Status;
        }
    }

    /// <summary>Invocations that finished.</summary>
    public IEnumerable<InvocationRow> Finished => Invocations.Where(row => row.Status == CellStatus.Ok);

    /// <summary>The first invocation that finished: the one that single-run charts show.</summary>
    public InvocationRow? First => Finished.FirstOrDefault();

    /// <summary>The estimate of a metric, or null.</summary>
    public Estimate? Value(string metric) =>
        Summaries.TryGetValue(metric, out SummaryRow? row) && row.Estimate is { } value
            ? new Estimate(value, row.Low, row.High)
            : null;

    /// <summary>The ratio of a metric to the baseline of the run, or null.</summary>
    public Estimate? Ratio(string metric) =>
        Summaries.TryGetValue(metric, out SummaryRow? row) && row.Ratio is { } value
            ? new Estimate(value, row.RatioLow, row.RatioHigh)
            : null;
}

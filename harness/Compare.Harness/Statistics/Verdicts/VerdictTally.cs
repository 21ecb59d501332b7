using Compare.Harness.Results;

namespace Compare.Harness.Statistics.Verdicts;

/// <summary>How often each verdict was given, and what may be said of all of them together.</summary>
/// <param name="Better">Cells that are better.</param>
/// <param name="Worse">Cells that are worse.</param>
/// <param name="Equivalent">Cells that are equivalent.</param>
/// <param name="Inconclusive">Cells that are not decided.</param>
public sealed record VerdictTally(int Better, int Worse, int Equivalent, int Inconclusive)
{
    /// <summary>Counts the verdicts of rows; rows without one count for nothing.</summary>
    /// <param name="rows">Rows of <c>summary.csv</c>, of one metric.</param>
    public static VerdictTally Of(IEnumerable<SummaryRow> rows)
    {
        ILookup<Verdict, SummaryRow> byVerdict = rows.Where(row => row.Verdict is not null).ToLookup(row => row.Verdict!.Value);
        return new VerdictTally(
            byVerdict[Verdict.Better].Count(),
            byVerdict[Verdict.Worse].Count(),
            byVerdict[Verdict.Equivalent].Count(),
            byVerdict[Verdict.Inconclusive].Count());
    }

    /// <summary>Cells with a verdict.</summary>
    public int Count => Better + Worse + Equivalent + Inconclusive;

    /// <summary>The verdict that all cells share, or null when they differ or there is none.</summary>
    public Verdict? Shared =>
        Count == 0 ? null
        : Better == Count ? Verdict.Better
        : Worse == Count ? Verdict.Worse
        : Equivalent == Count ? Verdict.Equivalent
        : Inconclusive == Count ? Verdict.Inconclusive
        : null;

    /// <summary>The counts in words, without those that are 0: "better on 3, inconclusive on 1".</summary>
    public string Words
    {
        get
        {
            (string Word, int Count)[] parts =
                [("better", Better), ("worse", Worse), ("equivalent", Equivalent), ("inconclusive", Inconclusive)];
            return string.Join(", ", parts.Where(part => part.Count > 0).Select(part => $"{part.Word} on {part.Count}"));
        }
    }
}

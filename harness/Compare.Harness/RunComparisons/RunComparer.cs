using Compare.Harness.Metrics;
using Compare.Harness.Results;
using Compare.Harness.Statistics;
using Compare.Harness.Statistics.Verdicts;

namespace Compare.Harness.RunComparisons;

/// <summary>
/// Compares two runs cell by cell with the rule that decides inside a run (<see cref="VerdictRule"/>). All cells and metrics are
/// one family for the false-discovery rate: a gate looks at all of them at once.
/// </summary>
public static class RunComparer
{
    /// <summary>The metric whose change the work vector explains.</summary>
    public const string Time = "wall_ns";

    /// <summary>Compares two runs.</summary>
    /// <param name="baseRun">The base.</param>
    /// <param name="newRun">The new run.</param>
    /// <param name="metrics">Metrics to compare.</param>
    public static RunComparison Compare(ComparedRun baseRun, ComparedRun newRun, IReadOnlyList<IMetric> metrics)
    {
        Dictionary<CellKey, InvocationRow[]> was = Cells(baseRun.Results.Invocations);
        Dictionary<CellKey, InvocationRow[]> now = Cells(newRun.Results.Invocations);
        CellKey[] matched = [.. was.Keys.Where(now.ContainsKey)];
        bool isSameSeed = baseRun.Settings.Seed == newRun.Settings.Seed;
        AnswerChange[] answers =
            isSameSeed ? [.. matched.Select(cell => Answer(cell, was[cell], now[cell])).OfType<AnswerChange>()] : [];
        CellKey[] compared = [.. matched.Except(answers.Select(answer => answer.Cell))];
        bool verifies = baseRun.Results.Environment.Verify || newRun.Results.Environment.Verify;
        IReadOnlyList<CellVerdict> verdicts = verifies ? [] : Verdicts(
            [.. compared.Select(cell => (cell, was[cell], now[cell]))], (baseRun, newRun), metrics);
        return new RunComparison
        {
            Base = baseRun.Path,
            New = newRun.Path,
            Differences = RunDifferences.Of(baseRun, newRun),
            Compared = compared,
            OnlyInBase = [.. was.Keys.Where(cell => !now.ContainsKey(cell))],
            OnlyInNew = [.. now.Keys.Where(cell => !was.ContainsKey(cell))],
            Fates = [.. matched.Select(cell => Fate(cell, was[cell], now[cell])).OfType<CellFate>()],
            Answers = answers,
            Tolerance = baseRun.Settings.Tolerance,
            Verdicts = verdicts,
            BasePair = AaPair.Result(baseRun.Results.AaPair),
            NewPair = AaPair.Result(newRun.Results.AaPair),
            ComparesWork = isSameSeed,
            Work = isSameSeed
                ? WorkComparer.Of(
                    [.. compared.Select(cell => (cell, TimeRatio(was[cell], now[cell])))],
                    baseRun.Results.Work,
                    newRun.Results.Work,
                    verdicts.Where(verdict => verdict is { Metric: Time, Verdict: Verdict.Better or Verdict.Worse })
                        .Select(verdict => verdict.Cell).ToHashSet())
                : [],
            IsIncomplete = baseRun.IsIncomplete || newRun.IsIncomplete,
            IsVerifying = verifies,
        };
    }

    private static Dictionary<CellKey, InvocationRow[]> Cells(IEnumerable<InvocationRow> rows) => rows
        .GroupBy(row => new CellKey(row.Config, row.Workload, row.HeapBytes))
        .OrderBy(cell => cell.Key.Workload, StringComparer.Ordinal)
        .ThenBy(cell => cell.Key.HeapBytes)
        .ThenBy(cell => cell.Key.Config, StringComparer.Ordinal)
        .ToDictionary(cell => cell.Key, cell => cell.OrderBy(row => row.Invocation).ToArray());

    private static IReadOnlyList<CellVerdict> Verdicts(
        IReadOnlyList<(CellKey Key, InvocationRow[] Base, InvocationRow[] New)> cells,
        (ComparedRun Base, ComparedRun New) runs,
        IReadOnlyList<IMetric> metrics)
    {
        SummarySettings settings = new(
            runs.Base.Path, runs.New.Settings.Invocations, runs.New.Settings.Seed, runs.Base.Settings.Tolerance);

        // The two sides of a ratio draw from streams of their own, also with one seed.
        SampleReader was = new(runs.Base.Results.Iterations, ~(ulong)runs.Base.Settings.Seed);
        SampleReader now = new(runs.New.Results.Iterations, (ulong)runs.New.Settings.Seed);
        (CellKey Key, InvocationSample Base, ComparedRow Row)?[] rows =
        [
            .. (from cell in cells from metric in metrics select (cell, metric)).AsParallel().AsOrdered()
                .Select(pair => Compared(pair.cell, (was, now), pair.metric, settings)),
        ];
        (CellKey Key, InvocationSample Base, ComparedRow Row)[] known = [.. rows.OfType<(CellKey, InvocationSample, ComparedRow)>()];
        IReadOnlyList<SummaryRow> decided =
            VerdictFamily.DecideThoseThatCanDiffer([.. known.Select(row => row.Row)], settings.Tolerance);
        return [.. known.Zip(decided, (row, verdict) => Judged(row.Key, row.Base, verdict))];
    }

    private static (CellKey Key, InvocationSample Base, ComparedRow Row)? Compared(
        (CellKey Key, InvocationRow[] Base, InvocationRow[] New) cell,
        (SampleReader Base, SampleReader New) readers,
        IMetric metric,
        SummarySettings settings)
    {
        InvocationSample? was = readers.Base.Of(cell.Base, metric);
        InvocationSample? now = readers.New.Of(cell.New, metric);
        return was is null || now is null
            ? null
            : (cell.Key, was, SummaryBuilder.Compared(cell.New, now, was, metric, settings));
    }

    private static CellVerdict Judged(CellKey cell, InvocationSample was, SummaryRow row) => new()
    {
        Cell = cell,
        Metric = row.Metric,
        Unit = row.Unit,
        Direction = row.Direction,
        Base = was.Median,
        BaseInvocations = was.Count,
        New = row.Estimate!.Value,
        NewInvocations = row.N,
        Ratio = row.Ratio,
        RatioLow = row.RatioLow,
        RatioHigh = row.RatioHigh,
        AdjustedPValue = row.AdjustedPValue,
        DetectableEffect = row.DetectableEffect,
        Verdict = row.Verdict!.Value,
        Reason = row.VerdictReason!,
        InvocationsNeeded = row.InvocationsNeeded,
    };

    // Known also where other metrics are compared.
    private static double? TimeRatio(InvocationRow[] was, InvocationRow[] now) =>
        MedianTime(was) is { } before and > 0 && MedianTime(now) is { } after ? after / before : null;

    private static double? MedianTime(InvocationRow[] cell)
    {
        double[] times =
            [.. cell.Where(row => row.Status == CellStatus.Ok).Select(row => (double?)row.WallNs).OfType<double>()];
        return times.Length == 0 ? null : Quantiles.Median(times);
    }

    private static AnswerChange? Answer(CellKey cell, InvocationRow[] was, InvocationRow[] now)
    {
        string? before = Checksum(was);
        string? after = Checksum(now);
        return before is null || after is null || before == after ? null : new AnswerChange(cell, before, after);
    }

    private static string? Checksum(InvocationRow[] cell) =>
        Array.Find(cell, row => row is { Status: CellStatus.Ok, Checksum: not null })?.Checksum;

    // A cell is lost when it always ended well and no longer does, or when nothing of it is left.
    private static CellFate? Fate(CellKey cell, InvocationRow[] was, InvocationRow[] now)
    {
        InvocationRow? failedBefore = Array.Find(was, row => row.Status != CellStatus.Ok);
        InvocationRow? failedNow = Array.Find(now, row => row.Status != CellStatus.Ok);
        bool isLost = IsBetter(was, now);
        return isLost || IsBetter(now, was)
            ? new CellFate(
                cell,
                failedBefore?.Status ?? CellStatus.Ok,
                failedNow?.Status ?? CellStatus.Ok,
                (isLost ? failedNow : failedBefore)?.Error,
                isLost)
            : null;
    }

    private static bool IsBetter(InvocationRow[] one, InvocationRow[] other)
    {
        int good = one.Count(row => row.Status == CellStatus.Ok);
        int otherGood = other.Count(row => row.Status == CellStatus.Ok);
        return (good == one.Length && otherGood < other.Length) || (good > 0 && otherGood == 0);
    }
}

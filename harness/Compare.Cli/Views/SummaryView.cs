using System.Globalization;
using Compare.Harness.Machine;
using Compare.Harness.Machine.Canary;
using Compare.Harness.Matrix;
using Compare.Harness.Results;
using Compare.Harness.Statistics;
using Compare.Harness.Statistics.Verdicts;

namespace Compare.Cli.Views;

/// <summary>The end of a run in a few lines: geometric means, then what failed.</summary>
internal static class SummaryView
{
    private const string Metric = "wall_ns";
    private const int MostWarnings = 12;
    private const int MostOpen = 6;

    private static readonly (string Label, string Measure)[] s_lessonMeasures =
        [("bytes needed", LessonBuilder.Live), ("heap        ", LessonBuilder.Heap), ("time        ", LessonBuilder.Wall)];

    /// <summary>Prints the summary.</summary>
    public static void Show(ConsoleView view, ResultSet results)
    {
        if (results.Environment.Verify)
        {
            view.Line("Every heap was verified after each collection; times are not compared.");
        }
        else
        {
            ShowMeans(view, results);
            ShowOpen(view, results);
            ShowAaPair(view, results);
            ShowMachine(view, results);
            ShowLessons(view, results);
        }

        ShowFailures(view, results);
        ShowWarnings(view, results);
    }

    private static void ShowAaPair(ConsoleView view, ResultSet results)
    {
        string sentence = AaSentence.Of(results.AaPair);
        if (AaPair.Result(results.AaPair) == AaResult.Differs)
        {
            view.Warning(sentence);
        }
        else
        {
            view.Line(sentence);
        }
    }

    private static void ShowMachine(ConsoleView view, ResultSet results)
    {
        string sentence = CanarySentence.Of(results);
        if (CanaryDrift.Of(results).Verdict is CanaryVerdict.Trend or CanaryVerdict.Step)
        {
            view.Warning(sentence);
        }
        else
        {
            view.Line(sentence);
        }

        foreach (string warning in MachineTable.Warnings(results.Machine))
        {
            view.Warning(warning);
        }
    }

    private static void ShowOpen(ConsoleView view, ResultSet results)
    {
        SummaryRow[] open = [.. results.Summary.Where(row => row is { Metric: Metric, Verdict: Verdict.Inconclusive })];
        foreach (SummaryRow row in open.Take(MostOpen))
        {
            string needed = row.InvocationsNeeded is { } n
                ? string.Create(CultureInfo.InvariantCulture, $"; about {n} invocations would decide")
                : string.Empty;
            view.Line($"  inconclusive: {row.Config} × {row.Workload}: {row.VerdictReason}{needed}");
        }

        if (open.Length > MostOpen)
        {
            view.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"  and {open.Length - MostOpen} more inconclusive cells in {ResultFiles.Summary}"));
        }
    }

    private static void ShowWarnings(ConsoleView view, ResultSet results)
    {
        IReadOnlyList<string> warnings = RunWarnings.Of(results.Invocations);
        foreach (string warning in warnings.Take(MostWarnings))
        {
            view.Warning(warning);
        }

        if (warnings.Count > MostWarnings)
        {
            view.Warning(string.Create(
                CultureInfo.InvariantCulture, $"and {warnings.Count - MostWarnings} more warnings in {ResultFiles.Invocations}"));
        }
    }

    private static void ShowMeans(ConsoleView view, ResultSet results)
    {
        foreach (IGrouping<(decimal? Point, long? Bytes), SuiteMean> heap in SuiteMeans.Of(results.Summary, Metric)
            .OrderBy(mean => mean.HeapPoint).GroupBy(mean => (mean.HeapPoint, mean.HeapBytes)))
        {
            string limit = heap.Key switch
            {
                ({ } point, _) => $" at {HeapSweep.Text(point)} × the base of the heap sweep",
                (_, { } bytes) => $" with a heap of {HeapLimits.Format(bytes)}",
                _ => string.Empty,
            };
            view.Line($"Wall time against {results.Baseline}{limit}, geometric mean over {heap.First().Workloads.Count} workloads:");
            int width = heap.Max(mean => mean.Config.Length);
            foreach (SuiteMean mean in heap.OrderBy(mean => mean.Ratio ?? double.MaxValue))
            {
                string ratio = mean.Ratio?.ToString("0.00", CultureInfo.InvariantCulture) ?? "none finished by all";
                VerdictTally tally = VerdictTally.Of(results.Summary.Where(row =>
                    row.Metric == Metric && row.Config == mean.Config && row.HeapBytes == mean.HeapBytes));
                view.Line($"  {mean.Config.PadRight(width)}  {ratio,6}  {tally.Words}".TrimEnd());
            }

            if (heap.First().LeftOut.Count > 0)
            {
                view.Line($"  left out, as not every engine finished: {string.Join(", ", heap.First().LeftOut)}");
            }
        }
    }

    private static void ShowLessons(ConsoleView view, ResultSet results)
    {
        if (!results.Lessons.Any(row => row.RatioLow.HasValue))
        {
            return; // No lesson, or too few invocations to say anything of one.
        }

        int lessons = results.Lessons.DistinctBy(row => (row.Lesson, row.HeapBytes)).Count();
        view.Line(string.Create(CultureInfo.InvariantCulture, $"Lessons in which careful code saves, of {lessons}:"));
        foreach ((string label, string measure) in s_lessonMeasures)
        {
            IEnumerable<string> counts = results.Lessons.Where(row => row.Measure == measure && row.Verdict is not null)
                .GroupBy(row => row.Config)
                .Select(config => string.Create(
                    CultureInfo.InvariantCulture, $"{config.Key} {config.Count(row => row.Verdict == LessonVerdict.Saves)}"));
            view.Line($"  {label}  {string.Join(", ", counts)}");
        }
    }

    private static void ShowFailures(ConsoleView view, ResultSet results)
    {
        foreach (IGrouping<(string, string, long?), InvocationRow> cell in results.Invocations
            .Where(row => row.Status is not (CellStatus.Ok or CellStatus.NotApplicable))
            .GroupBy(row => (row.Config, row.Workload, row.HeapBytes)))
        {
            InvocationRow first = cell.First();
            view.Warning($"{first.Config} × {first.Workload}: {cell.Count()} × {first.Status.Name()}: {first.Error}");
        }
    }
}

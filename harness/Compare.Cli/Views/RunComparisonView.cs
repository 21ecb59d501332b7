using System.Globalization;
using Compare.Harness.RunComparisons;
using Compare.Reports.Comparisons;
using Compare.Reports.Formatting;

namespace Compare.Cli.Views;

/// <summary>A comparison of two runs as a table on the console.</summary>
internal static class RunComparisonView
{
    private const int MostWork = 30;

    /// <summary>Prints the comparison.</summary>
    /// <param name="view">The console.</param>
    /// <param name="comparison">The comparison.</param>
    /// <param name="all">True to print every verdict, false for wall time and what is better or worse.</param>
    public static void Show(ConsoleView view, RunComparison comparison, bool all)
    {
        view.Line($"base: {comparison.Base}");
        view.Line($"new:  {comparison.New}");
        ShowList(view, "Differences of environment and settings:", comparison.Differences.Select(RunComparisonText.Of));
        view.Line($"{Words.Number(comparison.Compared.Count, "cell", "cells")} compared.");
        ShowList(view, "Only in the base:", comparison.OnlyInBase.Select(cell => cell.ToString()));
        ShowList(view, "Only in the new run:", comparison.OnlyInNew.Select(cell => cell.ToString()));
        ShowList(view, "No longer ends well:", comparison.Fates.Where(fate => fate.IsWorse).Select(RunComparisonText.Of));
        ShowList(view, "Ends well now:", comparison.Fates.Where(fate => !fate.IsWorse).Select(RunComparisonText.Of));
        ShowList(view, "Other answers:", comparison.Answers.Select(RunComparisonText.Of));
        ShowVerdicts(view, comparison, all);
        ShowWork(view, comparison);
    }

    private static void ShowVerdicts(ConsoleView view, RunComparison comparison, bool all)
    {
        if (comparison.IsVerifying)
        {
            view.Warning("Heaps were verified after each collection: the times are no measurements and have no verdicts.");
        }

        if (comparison.Verdicts.Count == 0)
        {
            return;
        }

        view.Line(RunComparisonText.Caption(comparison));
        string[][] tallies =
            [.. RunComparisonText.Tallies(comparison).Select(tally => (string[])[$"  {tally.Metric}", tally.Words])];
        ShowTable(view, tallies);
        IReadOnlyList<CellVerdict> lines = all ? comparison.Verdicts : RunComparisonText.Lines(comparison);
        if (lines.Count > 0)
        {
            ShowTable(
                view,
                [
                    ["cell", "metric", "base", "new", "ratio", "verdict"],
                    .. lines.Select(verdict => (string[])
                    [
                        verdict.Cell.ToString(),
                        verdict.Metric,
                        Quantity.OfUnit(verdict.Base, verdict.Unit),
                        Quantity.OfUnit(verdict.New, verdict.Unit),
                        RunComparisonText.Ratio(verdict),
                        RunComparisonText.Judgement(verdict, comparison.IsGreyed),
                    ]),
                ]);
        }

        if (comparison.IsGreyed)
        {
            view.Warning(
                "An A/A pair differs from itself: no verdict is to be trusted. Quieten the machine (gc-compare doctor) and run again.");
        }
    }

    private static void ShowWork(ConsoleView view, RunComparison comparison)
    {
        if (!comparison.ComparesWork)
        {
            view.Line("Work vectors are not compared: the seeds differ.");
            return;
        }

        if (comparison.Work.Count == 0)
        {
            view.Line("Work vectors: no count changed.");
            return;
        }

        ShowList(
            view,
            $"Work vectors changed in {Quantity.Count(comparison.Work.Count)} of {Quantity.Count(comparison.Compared.Count)} cells:",
            comparison.Work.Take(MostWork).Select(RunComparisonText.Of));
        if (comparison.Work.Count > MostWork)
        {
            view.Line(string.Create(
                CultureInfo.InvariantCulture, $"  and {comparison.Work.Count - MostWork} more; --json and --markdown list them"));
        }
    }

    private static void ShowList(ConsoleView view, string title, IEnumerable<string> items)
    {
        string[] all = [.. items];
        if (all.Length > 0)
        {
            view.Line(title);
        }

        foreach (string item in all)
        {
            view.Line("  " + item);
        }
    }

    private static void ShowTable(ConsoleView view, string[][] rows)
    {
        if (rows.Length == 0)
        {
            return;
        }

        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            view.Line(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}

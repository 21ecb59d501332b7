using System.Globalization;
using System.Text;
using Compare.Harness.RunComparisons;
using Compare.Reports.Formatting;

namespace Compare.Reports.Comparisons;

/// <summary>Writes a comparison of two runs for a pull request.</summary>
public static class RunComparisonMarkdown
{
    private const int MostLines = 100;
    private const int MostCounts = 20;

    /// <summary>Writes the comparison.</summary>
    /// <param name="comparison">The comparison.</param>
    public static string Render(RunComparison comparison)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"## {Escape(comparison.New)} against {Escape(comparison.Base)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{Words.Number(comparison.Compared.Count, "cell", "cells")} compared.\n\n");
        if (comparison.IsGreyed)
        {
            text.Append("**An A/A pair differs from itself: no verdict is to be trusted.**\n\n");
        }

        if (comparison.IsVerifying)
        {
            text.Append("**Heaps were verified after each collection, so the times are no measurements and have no verdicts.**\n\n");
        }

        AppendList(text, "No longer ends well", comparison.Fates.Where(fate => fate.IsWorse).Select(RunComparisonText.Of));
        AppendList(text, "Ends well now", comparison.Fates.Where(fate => !fate.IsWorse).Select(RunComparisonText.Of));
        AppendList(text, "Other answers", comparison.Answers.Select(RunComparisonText.Of));
        AppendVerdicts(text, comparison);
        AppendWork(text, comparison);
        AppendList(text, "Only in the base", comparison.OnlyInBase.Select(cell => cell.ToString()));
        AppendList(text, "Only in the new run", comparison.OnlyInNew.Select(cell => cell.ToString()));
        AppendList(text, "Differences of environment and settings", comparison.Differences.Select(RunComparisonText.Of));
        return text.ToString();
    }

    private static void AppendVerdicts(StringBuilder text, RunComparison comparison)
    {
        IReadOnlyList<CellVerdict> lines = RunComparisonText.Lines(comparison);
        if (comparison.Verdicts.Count == 0)
        {
            return;
        }

        text.Append("### Verdicts\n\n").Append(Escape(RunComparisonText.Caption(comparison))).Append("\n\n");
        AppendRow(text, ["Metric", "Verdicts"]);
        AppendRow(text, ["---", "---"]);
        foreach ((string metric, string words) in RunComparisonText.Tallies(comparison))
        {
            AppendRow(text, [Escape(metric), words]);
        }

        text.Append('\n');
        if (lines.Count == 0)
        {
            return;
        }

        AppendRow(text, ["Cell", "Metric", "Base", "New", "Ratio", "Verdict"]);
        AppendRow(text, ["---", "---", "---:", "---:", "---:", "---"]);
        foreach (CellVerdict verdict in lines.Take(MostLines))
        {
            AppendRow(
                text,
                [
                    Escape(verdict.Cell.ToString()),
                    Escape(verdict.Metric),
                    Quantity.OfUnit(verdict.Base, verdict.Unit),
                    Quantity.OfUnit(verdict.New, verdict.Unit),
                    RunComparisonText.Ratio(verdict),
                    RunComparisonText.Judgement(verdict, comparison.IsGreyed),
                ]);
        }

        text.Append('\n');
        if (lines.Count > MostLines)
        {
            text.Append(CultureInfo.InvariantCulture, $"and {Quantity.Count(lines.Count - MostLines)} more\n\n");
        }
    }

    private static void AppendWork(StringBuilder text, RunComparison comparison)
    {
        text.Append("### Work vector\n\n");
        if (!comparison.ComparesWork)
        {
            text.Append("Not compared: the seeds differ.\n\n");
            return;
        }

        if (comparison.Work.Count == 0)
        {
            text.Append("No count changed.\n\n");
            return;
        }

        foreach (WorkChange change in comparison.Work.Take(MostLines))
        {
            text.Append("- ").Append(Escape(RunComparisonText.Of(change))).Append('\n');
            foreach (CountChange count in change.Changes.Take(MostCounts))
            {
                text.Append("  - ").Append(Escape(RunComparisonText.Of(count))).Append('\n');
            }

            if (change.Changes.Count > MostCounts)
            {
                text.Append(CultureInfo.InvariantCulture, $"  - and {Quantity.Count(change.Changes.Count - MostCounts)} more\n");
            }
        }

        text.Append(comparison.Work.Count > MostLines
            ? string.Create(CultureInfo.InvariantCulture, $"- and {Quantity.Count(comparison.Work.Count - MostLines)} more cells\n\n")
            : "\n");
    }

    private static void AppendList(StringBuilder text, string title, IEnumerable<string> items)
    {
        string[] all = [.. items];
        if (all.Length == 0)
        {
            return;
        }

        text.Append("### ").Append(title).Append("\n\n");
        foreach (string item in all)
        {
            text.Append("- ").Append(Escape(item)).Append('\n');
        }

        text.Append('\n');
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Escape(string text) => GitHubMarkdown.Escape(text);
}

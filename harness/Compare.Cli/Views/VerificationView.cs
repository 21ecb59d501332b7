using System.Globalization;
using Compare.Harness.Verification;

namespace Compare.Cli.Views;

/// <summary>Says what a verification found, one difference a line.</summary>
internal static class VerificationView
{
    private const int MostDifferences = 50;
    private const int LongestValue = 60;

    /// <summary>Prints the result.</summary>
    /// <param name="view">The console.</param>
    /// <param name="directory">The directory as the user named it.</param>
    /// <param name="result">What was found.</param>
    public static void Show(ConsoleView view, string directory, VerificationResult result)
    {
        foreach (ResultDifference difference in result.Differences.Take(MostDifferences))
        {
            view.Line(Describe(difference));
        }

        if (result.Differences.Count > MostDifferences)
        {
            view.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"and {result.Differences.Count - MostDifferences} more differences; --json lists all of them"));
        }

        foreach (string name in result.NotThere)
        {
            view.Warning($"{name} is not there and was not verified; 'gc-compare report {directory}' writes it.");
        }

        if (!result.Holds && result.MadeBy != ToolVersion.Text)
        {
            view.Warning(
                $"The result was made by version {result.MadeBy} and recomputed by {ToolVersion.Text}: where the two compute "
                    + "differently, differences say nothing of the result.");
        }

        view.Line(result.Holds
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{directory}: {result.Verified.Count} files verified; every number follows from the raw files.")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{directory}: {Count(result.Differences.Count, "difference")} in {Count(Files(result), "file")}; the other "
                    + $"{result.Verified.Count - Files(result)} files follow from the raw files."));
    }

    private static int Files(VerificationResult result) =>
        result.Differences.Select(difference => difference.File).Distinct(StringComparer.Ordinal).Count();

    private static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? string.Empty : "s")}");

    private static string Describe(ResultDifference difference)
    {
        string line = difference.Line is { } number ? string.Create(CultureInfo.InvariantCulture, $":{number}") : string.Empty;
        string row = difference.Row.Length == 0 ? string.Empty : $" ({difference.Row})";
        string column = difference.Column is null ? string.Empty : $" {difference.Column}";
        return $"{difference.File}{line}{row}:{column} stored {Value(difference.Stored)}, recomputed {Value(difference.Recomputed)}";
    }

    private static string Value(string? value) => value switch
    {
        null => "nothing",
        "" => "empty",
        { Length: > LongestValue } => value[..LongestValue] + "…",
        _ => value,
    };
}

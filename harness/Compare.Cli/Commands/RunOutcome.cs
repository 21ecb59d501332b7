using Compare.Harness.Results;

namespace Compare.Cli.Commands;

/// <summary>Decides whether a run ended well.</summary>
internal static class RunOutcome
{
    /// <summary>True when every cell that is finished ended well, or does not apply.</summary>
    /// <param name="directory">The directory of the run.</param>
    /// <param name="results">What was made of it; workloads' answers are compared there.</param>
    public static bool IsClean(ResultDirectory directory, ResultSet results) =>
        directory.Entries.All(entry => entry.Row.Status is CellStatus.Ok or CellStatus.NotApplicable)
        && results.Invocations.All(row => row.Status is CellStatus.Ok or CellStatus.NotApplicable);
}

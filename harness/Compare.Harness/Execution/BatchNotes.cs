using System.Globalization;
using Compare.Harness.Matrix;
using Compare.Harness.Statistics;

namespace Compare.Harness.Execution;

/// <summary>What a reader of a run with batches has to know.</summary>
public static class BatchNotes
{
    /// <summary>Says what batches do not apply to, and when they leave too few processes.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <returns>One sentence each; none without batches.</returns>
    public static IReadOnlyList<string> Of(RunMatrix matrix)
    {
        if (matrix.Runs.Batch == BatchSize.One)
        {
            return [];
        }

        List<string> notes =
        [
            .. from cell in matrix.Cells()
               where !BatchPlanner.Shares(cell)
               group cell by cell.Engine.Label into engine
               select $"{engine.Key} runs each invocation in a process of its own, in spite of 'batch': its objects are on the "
                   + "host's heap, where one invocation would inherit the garbage of the one before.",
        ];
        if (matrix.Runs.Batch.Count is { } count)
        {
            int processes = (matrix.Runs.Invocations + count - 1) / count;
            if (processes < MedianEstimator.FewestForInterval)
            {
                notes.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Batches of {count} make {processes} processes per cell, too few for intervals and verdicts, which need "
                        + $"{MedianEstimator.FewestForInterval}: take smaller batches or more invocations."));
            }
        }

        return notes;
    }
}

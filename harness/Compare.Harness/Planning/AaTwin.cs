using Compare.Engines.Abstractions.Engines;
using Compare.Harness.Matrix;
using Compare.Harness.Statistics;

namespace Compare.Harness.Planning;

/// <summary>
/// Chooses the cell of the baseline that runs twice, as an A/A pair (methodology 3.12). One pair shows whether the method
/// tells things apart that are the same; a pair on every workload would cost as much as another engine.
/// </summary>
public static class AaTwin
{
    /// <summary>
    /// The first cell of the baseline, in the order of the matrix, on which another config runs too; in a heap sweep the roomiest
    /// one of its workload, because the smallest may not finish.
    /// </summary>
    /// <param name="matrix">The matrix.</param>
    /// <returns>
    /// The cell; null when the matrix switches the pair off, compares nothing, verifies instead of measuring, or has too few
    /// invocations to decide anything.
    /// </returns>
    public static Cell? Of(RunMatrix matrix)
    {
        if (!matrix.Runs.AaPair || matrix.Runs.Verify || matrix.Runs.Invocations < MedianEstimator.FewestForInterval)
        {
            return null;
        }

        IReadOnlyList<Cell> cells = matrix.Cells();
        IEnumerable<Cell> candidates = matrix.Sweep is null
            ? cells
            : cells.GroupBy(cell => cell.Workload.Label, StringComparer.Ordinal)
                .SelectMany(workload => workload.OrderByDescending(cell => cell.HeapBytes));
        return candidates.FirstOrDefault(cell => cell.Engine.Label == matrix.Baseline && Applies(cell)
            && cells.Any(other => other.Engine.Label != matrix.Baseline && Applies(other)
                && other.Workload.Label == cell.Workload.Label && other.HeapBytes == cell.HeapBytes));
    }

    private static bool Applies(Cell cell)
    {
        EngineTraits traits = cell.Engine.Engine.Factory.GetTraits(cell.Engine.Parameters);
        return cell.Workload.Workload.NotApplicable(traits, cell.Workload.Parameters) is null;
    }
}

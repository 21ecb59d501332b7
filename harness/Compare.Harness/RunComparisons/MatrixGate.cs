using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Matrix;
using Compare.Harness.Metrics;
using Compare.Harness.Results;
using Compare.Harness.Statistics.Verdicts;
using Compare.Harness.Validation;

namespace Compare.Harness.RunComparisons;

/// <summary>
/// Holds a comparison against the gates that the matrix of the new run names (methodology 8.1). The metric of the gate is a family of
/// its own for the false-discovery rate (Benjamini and Hochberg 1995): a gate looks at nothing else.
/// </summary>
public static class MatrixGate
{
    /// <summary>Evaluates the gates; null when the matrix has none.</summary>
    /// <param name="baseRun">The base.</param>
    /// <param name="newRun">The new run, whose gates count.</param>
    /// <exception cref="InputException">A gate names a count that neither run has, or runs whose work cannot be compared.</exception>
    public static MatrixGateResult? Evaluate(ComparedRun baseRun, ComparedRun newRun)
    {
        if (newRun.Gates is not { } gates)
        {
            return null;
        }

        IMetric[] metrics = [.. MetricCatalog.Metrics.Where(metric => metric.Name == gates.Stat?.Metric)];
        RunComparison comparison = RunComparer.Compare(baseRun, newRun, metrics);
        Check(gates, comparison, baseRun, newRun);
        HashSet<string> held = [.. gates.Exact.SelectMany(GateCounts.Members)];
        return new MatrixGateResult(
            gates.Stat,
            gates.Stat is { } stat ? [.. comparison.Verdicts.Where(verdict => IsWorse(verdict, stat))] : [],
            [
                .. from work in comparison.Work
                   from change in work.Changes
                   where held.Contains(change.Count)
                   select (work.Cell, change),
            ]);
    }

    /// <summary>
    /// True when the interval of the ratio leaves out no difference, the test holds at the rate of the gate, and the ratio is beyond
    /// the limit.
    /// </summary>
    private static bool IsWorse(CellVerdict verdict, StatGate gate)
    {
        if (verdict is not { Ratio: { } ratio, RatioLow: { } low, RatioHigh: { } high, AdjustedPValue: { } p })
        {
            return verdict.Verdict == Verdict.Worse; // Without a ratio, as from 0 to some, any worsening is beyond every limit.
        }

        bool isBeyond = verdict.Direction == MetricDirection.Lower.Name()
            ? low > 1 && ratio > 1 + gate.WorseThan
            : high < 1 && ratio < 1 / (1 + gate.WorseThan);
        return isBeyond && p <= gate.FalseDiscoveryRate;
    }

    private static void Check(MatrixGates gates, RunComparison comparison, ComparedRun baseRun, ComparedRun newRun)
    {
        if (gates.Exact.Count == 0)
        {
            return;
        }

        string place = Path.Combine(newRun.Path, ResultFiles.Matrix);
        if (!comparison.ComparesWork)
        {
            throw new InputException(place, "The gates look at counts of work, which cannot be compared since the seeds differ.");
        }

        string[] counts =
        [
            .. baseRun.Results.Work.Concat(newRun.Results.Work).Select(row => row.Metric).Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        Problem[] problems =
        [
            .. gates.Exact.Where(name => !GateCounts.Members(name).Intersect(counts).Any()).Select(name => new Problem(
                place,
                $"The gate names the count '{name}', which neither run has{NearestWord.Suggest(name, [.. counts, .. GateCounts.Groups])}")),
        ];
        if (problems.Length > 0)
        {
            throw new InputException(problems);
        }
    }
}

using Compare.Harness.Results;

namespace Compare.Harness.Statistics.Verdicts;

/// <summary>Decides comparisons that stand or fall together: each p-value is adjusted for all of them.</summary>
internal static class VerdictFamily
{
    /// <summary>Fills in the columns of the verdicts.</summary>
    /// <param name="rows">Rows of one family; those without a comparison pass through.</param>
    /// <param name="tolerance">Ratio, less 1, up to which cells count as equivalent.</param>
    /// <returns>The rows in the same order.</returns>
    public static IReadOnlyList<SummaryRow> Decide(IReadOnlyList<ComparedRow> rows, double tolerance)
    {
        double?[] adjusted = BenjaminiHochberg.AdjustedKnown([.. rows.Select(row => row.Comparison?.TestablePValue)]);
        double?[] equivalence = BenjaminiHochberg.AdjustedKnown([.. rows.Select(row => row.Comparison?.EquivalencePValue(tolerance))]);
        double[] tested = [.. adjusted.OfType<double>()];
        double threshold = tested.Length == 0
            ? VerdictRule.FalseDiscoveryRate
            : BenjaminiHochberg.Threshold(tested, VerdictRule.FalseDiscoveryRate);
        return
        [
            .. rows.Select((row, i) => row.Comparison is null
                ? row.Row
                : Decide(row, adjusted[i], equivalence[i], tolerance, threshold)),
        ];
    }

    /// <summary>
    /// Decides a family over several metrics. A row whose values are all the same cannot differ and is no member of it: some
    /// metrics are constants, and would thin out the tests that can fail.
    /// </summary>
    /// <param name="rows">Rows of one family; those without a comparison pass through.</param>
    /// <param name="tolerance">Ratio, less 1, up to which cells count as equivalent.</param>
    /// <returns>The rows in the same order.</returns>
    public static IReadOnlyList<SummaryRow> DecideThoseThatCanDiffer(IReadOnlyList<ComparedRow> rows, double tolerance)
    {
        ILookup<bool, ComparedRow> parts = rows.ToLookup(IsIdentical);
        Queue<SummaryRow> members = new(Decide([.. parts[false]], tolerance));
        Queue<SummaryRow> others = new(Decide([.. parts[true]], tolerance));
        return [.. rows.Select(row => (IsIdentical(row) ? others : members).Dequeue())];
    }

    private static bool IsIdentical(ComparedRow row) => row.Comparison is { IsIdentical: true };

    private static SummaryRow Decide(
        ComparedRow compared, double? adjusted, double? equivalence, double tolerance, double threshold)
    {
        Comparison comparison = compared.Comparison!;
        (Verdict verdict, string reason) = VerdictRule.Decide(comparison, compared.Direction, adjusted, equivalence, tolerance);
        return compared.Row with
        {
            PValue = comparison.TestablePValue,
            AdjustedPValue = adjusted,
            Shift = comparison.Shift.Value,
            ShiftLow = comparison.Shift.Low,
            ShiftHigh = comparison.Shift.High,
            Superiority = comparison.Test.Superiority,
            CliffsDelta = comparison.Test.CliffsDelta,
            EffectSize = EffectWords.Of(comparison.Test.CliffsDelta),
            Tolerance = tolerance,
            EquivalencePValue = comparison.EquivalencePValue(tolerance),
            EquivalenceAdjustedPValue = equivalence,
            DetectableEffect = comparison.Logs is { } logs
                ? InvocationPlanner.Detectable(logs, comparison.Fewest, threshold)
                : null,
            Verdict = verdict,
            VerdictReason = reason,
            InvocationsNeeded = verdict == Verdict.Inconclusive ? Needed(comparison, tolerance, threshold) : null,
            Greyed = false,
        };
    }

    // The fewer of two numbers: those that find the observed ratio if it is the true one, and those that decide any.
    private static int? Needed(Comparison comparison, double tolerance, double threshold)
    {
        if (comparison.Logs is not { } logs)
        {
            return comparison.Fewest < MedianEstimator.FewestForInterval ? MedianEstimator.FewestForInterval : null;
        }

        double observed = comparison.Ratio?.Value ?? 1;
        int? detects = Math.Abs(Math.Log(observed)) < VerdictRule.LeastEffect(tolerance)
            ? null
            : InvocationPlanner.ToDetect(logs, observed - 1, threshold);
        int? decides = InvocationPlanner.ToDecide(logs, tolerance, threshold);
        int? fewer = detects is null || decides < detects ? decides : detects;
        return fewer is { } needed ? Math.Max(needed, comparison.Fewest + 1) : null;
    }
}

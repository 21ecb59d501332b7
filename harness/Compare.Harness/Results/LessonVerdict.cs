using Compare.Harness.Metrics;
using Compare.Harness.Statistics;
using Compare.Harness.Statistics.Verdicts;

namespace Compare.Harness.Results;

/// <summary>What may be said of the careful version against the wasteful one: the words for the verdicts of the one rule.</summary>
public static class LessonVerdict
{
    /// <summary>The careful version is better: less of what is measured.</summary>
    public const string Saves = "saves";

    /// <summary>The careful version is worse.</summary>
    public const string Costs = "costs";

    /// <summary>The versions are equivalent.</summary>
    public const string Nothing = "nothing";

    /// <summary>Neither a difference nor equivalence is shown.</summary>
    public const string Unclear = "unclear";

    /// <summary>There are too few invocations to decide, so nothing is claimed.</summary>
    public const string Open = "open";

    /// <summary>Judges a comparison of which less is better.</summary>
    /// <param name="comparison">The careful version against the wasteful one.</param>
    /// <param name="adjusted">p-value of the Mann-Whitney test, adjusted for all lessons in this measure; null where there is none.</param>
    /// <param name="equivalence">p-value of the equivalence tests, adjusted likewise; null where there is none.</param>
    /// <param name="tolerance">Ratio, less 1, up to which the versions count as equivalent.</param>
    public static string Of(Comparison comparison, double? adjusted, double? equivalence, double tolerance) =>
        VerdictRule.Decide(comparison, MetricDirection.Lower, adjusted, equivalence, tolerance).Verdict switch
        {
            Verdict.Better => Saves,
            Verdict.Worse => Costs,
            Verdict.Equivalent => Nothing,
            _ => comparison.Fewest < MedianEstimator.FewestForInterval ? Open : Unclear,
        };
}

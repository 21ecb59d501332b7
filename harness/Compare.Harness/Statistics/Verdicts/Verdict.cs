using CsvHelper.Configuration.Attributes;

namespace Compare.Harness.Statistics.Verdicts;

/// <summary>What can be said of a cell against the baseline in one metric (methodology 3.12 and 8.6).</summary>
public enum Verdict
{
    /// <summary>Different, in the direction that the metric calls better.</summary>
    [Name("better")]
    Better,

    /// <summary>Different, in the other direction.</summary>
    [Name("worse")]
    Worse,

    /// <summary>Shown to differ by no more than the tolerance.</summary>
    [Name("equivalent")]
    Equivalent,

    /// <summary>Neither a difference nor equivalence is shown; more invocations may decide.</summary>
    [Name("inconclusive")]
    Inconclusive,
}

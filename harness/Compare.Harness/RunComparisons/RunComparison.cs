using Compare.Harness.Statistics.Verdicts;

namespace Compare.Harness.RunComparisons;

/// <summary>All that a comparison of two runs says.</summary>
public sealed record RunComparison
{
    /// <summary>Directory of the base.</summary>
    public required string Base { get; init; }

    /// <summary>Directory of the new run.</summary>
    public required string New { get; init; }

    /// <summary>In what the surroundings differ.</summary>
    public required IReadOnlyList<RunDifference> Differences { get; init; }

    /// <summary>Cells that both runs have and that can be compared.</summary>
    public required IReadOnlyList<CellKey> Compared { get; init; }

    /// <summary>Cells of the base that the new run does not have.</summary>
    public required IReadOnlyList<CellKey> OnlyInBase { get; init; }

    /// <summary>Cells of the new run that the base does not have.</summary>
    public required IReadOnlyList<CellKey> OnlyInNew { get; init; }

    /// <summary>Cells that ended well in one run only.</summary>
    public required IReadOnlyList<CellFate> Fates { get; init; }

    /// <summary>Cells whose programs gave other answers; none of their numbers are compared.</summary>
    public required IReadOnlyList<AnswerChange> Answers { get; init; }

    /// <summary>Ratio, less 1, up to which cells count as equivalent: the base's.</summary>
    public required double Tolerance { get; init; }

    /// <summary>Verdicts by cell and metric; those without a value on both sides are left out.</summary>
    public required IReadOnlyList<CellVerdict> Verdicts { get; init; }

    /// <summary>What the A/A pair of the base showed.</summary>
    public required AaResult BasePair { get; init; }

    /// <summary>What the A/A pair of the new run showed.</summary>
    public required AaResult NewPair { get; init; }

    /// <summary>True when work vectors were compared; they are not across seeds.</summary>
    public required bool ComparesWork { get; init; }

    /// <summary>Cells whose work vectors differ.</summary>
    public required IReadOnlyList<WorkChange> Work { get; init; }

    /// <summary>True when a run has fewer invocations than were planned.</summary>
    public required bool IsIncomplete { get; init; }

    /// <summary>True when a run verified its heaps, so that its times are no measurements and have no verdicts.</summary>
    public required bool IsVerifying { get; init; }

    /// <summary>True when an A/A pair differs from itself, so that no verdict is to be trusted.</summary>
    public bool IsGreyed => BasePair == AaResult.Differs || NewPair == AaResult.Differs;

    /// <summary>True when a cell no longer ends well.</summary>
    public bool HasLostCells => Fates.Any(fate => fate.IsWorse);

    /// <summary>True when a verdict is worse, trusted or not.</summary>
    public bool HasWorse => Verdicts.Any(verdict => verdict.Verdict == Verdict.Worse);

    /// <summary>True when anything changed that is the same in every run of one program: a count of work, or an answer.</summary>
    public bool HasExactChange => Work.Count + Answers.Count > 0;
}

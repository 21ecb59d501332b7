namespace Compare.Reports.Sections;

/// <summary>What a verdict allows a sentence to say of a value against that of the baseline.</summary>
public enum FindingOutcome
{
    /// <summary>It is smaller.</summary>
    Less,

    /// <summary>It is larger.</summary>
    More,

    /// <summary>It is the same within the tolerance.</summary>
    Same,

    /// <summary>Nothing: too few invocations, or too much noise.</summary>
    Undecided,

    /// <summary>Nothing: the verdict points one way and the ratio the other, as no run of this tool writes them.</summary>
    Contradicted,
}

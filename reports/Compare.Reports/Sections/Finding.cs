namespace Compare.Reports.Sections;

/// <summary>What the numbers say of one config: on one workload, or over several.</summary>
/// <param name="Tag">The first sentence in a word, shown before it.</param>
/// <param name="Sentence">The first sentence, which names its subject; of wall time where it has a verdict.</param>
/// <param name="Further">A sentence for each other metric with a verdict.</param>
/// <param name="ConfigIndex">Config that it is about, for the filter; -1 for none.</param>
public sealed record Finding(
    string Tag, FindingSentence Sentence, IReadOnlyList<FindingSentence> Further, int ConfigIndex = -1)
{
    /// <summary>The name of whom it is about.</summary>
    public FindingPart Subject => Sentence.Parts[0];
}

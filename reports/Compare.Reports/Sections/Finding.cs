namespace Compare.Reports.Sections;

/// <summary>One sentence that the numbers support.</summary>
/// <param name="Kind">better, worse, open (inconclusive) or fact (an observation without a claim).</param>
/// <param name="Tag">The kind in a word, shown before the sentence.</param>
/// <param name="Subject">Whom the sentence is about.</param>
/// <param name="Text">The rest of the sentence.</param>
public sealed record Finding(string Kind, string Tag, string Subject, string Text);

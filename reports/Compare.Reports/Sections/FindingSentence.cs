namespace Compare.Reports.Sections;

/// <summary>One sentence that the numbers support.</summary>
/// <param name="Kind">better, worse, open (inconclusive or greyed) or fact (an observation, or verdicts that differ).</param>
/// <param name="Parts">Its words in order.</param>
public sealed record FindingSentence(string Kind, IReadOnlyList<FindingPart> Parts)
{
    /// <summary>The sentence as HTML.</summary>
    public string TextHtml => string.Concat(Parts.Select(part => part.TextHtml));

    /// <summary>The sentence without its links.</summary>
    public string Text => string.Concat(Parts.Select(part => part.Text));

    /// <summary>The sentence with a capital letter, unless it begins with a name.</summary>
    public FindingSentence Capitalised => Parts is [{ IsName: false, Text.Length: > 0 } first, ..]
        ? this with { Parts = [first with { Text = char.ToUpperInvariant(first.Text[0]) + first.Text[1..] }, .. Parts.Skip(1)] }
        : this;
}

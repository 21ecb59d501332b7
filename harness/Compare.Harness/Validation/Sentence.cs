namespace Compare.Harness.Validation;

/// <summary>Makes one clean sentence of an error text.</summary>
internal static class Sentence
{
    private const int MostShown = 40;

    /// <summary>What the user wrote, cut where it is too long for a sentence.</summary>
    /// <param name="text">The text.</param>
    public static string Shown(string text) => text.Length <= MostShown ? text : text[..MostShown] + "…";

    /// <summary>Capital letter at the begin, a stop at the end.</summary>
    /// <param name="text">Text with or without either.</param>
    public static string Of(string text)
    {
        string trimmed = text.Trim();
        if (trimmed.Length == 0)
        {
            return trimmed;
        }

        string begun = char.ToUpperInvariant(trimmed[0]) + trimmed[1..];
        return begun[^1] is '.' or '?' or '!' ? begun : begun + ".";
    }
}

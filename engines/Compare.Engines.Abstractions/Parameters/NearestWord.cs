namespace Compare.Engines.Abstractions.Parameters;

/// <summary>Finds the valid word that a misspelt one most likely meant.</summary>
public static class NearestWord
{
    /// <summary>Finds the candidate with the least edit distance (Levenshtein 1966).</summary>
    /// <param name="word">What was written.</param>
    /// <param name="candidates">What is valid.</param>
    /// <returns>The nearest candidate, first on a tie; null when there is none.</returns>
    public static string? Find(string word, IEnumerable<string> candidates) =>
        candidates.MinBy(candidate => Distance(word, candidate));

    /// <summary>Completes an error sentence: "; did you mean 'x'?" with all valid words where they are few.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="candidates">What is valid.</param>
    /// <returns>A clause that begins with a semicolon, or nothing when there is no candidate.</returns>
    public static string Suggest(string word, IReadOnlyCollection<string> candidates) =>
        Find(word, candidates) is { } nearest
            ? $"; did you mean '{nearest}'? Valid: {string.Join(", ", candidates)}."
            : ".";

    private static int Distance(string left, string right)
    {
        int[] row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int cost = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1;
                int best = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + cost);
                diagonal = row[j];
                row[j] = best;
            }
        }

        return row[right.Length];
    }
}

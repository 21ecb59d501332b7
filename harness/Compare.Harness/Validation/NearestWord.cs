namespace Compare.Harness.Validation;

/// <summary>Finds the valid word that a misspelt one most likely meant.</summary>
public static class NearestWord
{
    private const int LongestCompared = 64;

    /// <summary>The candidate with the smallest edit distance, or null when there is none.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="candidates">Valid words; on a tie the first in ordinal order wins.</param>
    public static string? Find(string word, IEnumerable<string> candidates)
    {
        string? best = null;
        int bestDistance = int.MaxValue;
        foreach (string candidate in candidates.Order(StringComparer.Ordinal))
        {
            int distance = Distance(word, candidate);
            if (distance < bestDistance)
            {
                best = candidate;
                bestDistance = distance;
            }
        }

        return best;
    }

    /// <summary>The end of an error sentence: the nearest valid word and, while they are few, all of them.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="candidates">Valid words.</param>
    public static string Hint(string word, IEnumerable<string> candidates)
    {
        string[] words = [.. candidates.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string? nearest = Find(word, words);
        if (nearest is null)
        {
            return "there is none to choose from";
        }

        return words.Length is > 1 and <= 12
            ? $"did you mean '{nearest}'? (valid: {string.Join(", ", words)})"
            : $"did you mean '{nearest}'?";
    }

    /// <summary>Levenshtein distance, blind to case; long words are compared by their beginnings.</summary>
    /// <param name="left">One word.</param>
    /// <param name="right">The other word.</param>
    public static int Distance(string left, string right)
    {
        // A pasted megabyte must not cost a quadratic comparison.
        ReadOnlySpan<char> a = left.AsSpan(0, Math.Min(left.Length, LongestCompared));
        ReadOnlySpan<char> b = right.AsSpan(0, Math.Min(right.Length, LongestCompared));
        Span<int> row = stackalloc int[LongestCompared + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substitution = diagonal + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}

namespace Compare.Harness.Matrix;

/// <summary>Patterns for engines and workloads, in which <c>*</c> stands for any text.</summary>
public static class Patterns
{
    /// <summary>True when a pattern fits an engine or a workload with its parameters, or its bare name.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="config">The engine or the workload.</param>
    public static bool Fits(string pattern, ConfigSpec config) => Fits(pattern, config.Name) || Fits(pattern, config.Label);

    /// <summary>True when a pattern fits a text.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="text">The text.</param>
    public static bool Fits(string pattern, string text)
    {
        // Two pointers with one point of return: linear in practice, so that no pattern can hang the reader.
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && pattern[p] == text[t])
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).Trim('*').IsEmpty;
    }
}

namespace Compare.Harness.Matrix;

/// <summary>Names cells by patterns in which <c>*</c> stands for any text.</summary>
/// <param name="Engine">Pattern for the engine with its parameters, or for its bare name.</param>
/// <param name="Workload">Pattern for the workload with its parameters, or for its bare name.</param>
public sealed record MatrixRule(string Engine, string Workload)
{
    /// <summary>True when both patterns fit.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="workload">The workload.</param>
    public bool Matches(ConfigSpec engine, ConfigSpec workload) =>
        MatchesEngine(engine) && MatchesWorkload(workload);

    /// <summary>True when the engine's pattern fits.</summary>
    /// <param name="engine">The engine.</param>
    public bool MatchesEngine(ConfigSpec engine) => Fits(Engine, engine);

    /// <summary>True when the workload's pattern fits.</summary>
    /// <param name="workload">The workload.</param>
    public bool MatchesWorkload(ConfigSpec workload) => Fits(Workload, workload);

    private static bool Fits(string pattern, ConfigSpec config) => Fits(pattern, config.Name) || Fits(pattern, config.Label);

    // Two pointers with one point of return: linear in practice, so that no pattern can hang the reader.
    private static bool Fits(string pattern, string text)
    {
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

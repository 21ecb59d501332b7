namespace Compare.Engines.Tests.RandomPrograms;

/// <summary>Leaves out steps of a failing program as long as it still fails.</summary>
/// <remarks>A. Zeller, R. Hildebrandt, Simplifying and Isolating Failure-Inducing Input, 2002.</remarks>
internal static class Shrinker
{
    // Bounds the time that a failure takes.
    private const int MostRuns = 1500;

    public static Step[] Shrink(Step[] steps, Func<Step[], bool> fails)
    {
        int runs = 0;
        for (int chunk = Math.Max(1, steps.Length / 2); chunk > 0; chunk /= 2)
        {
            bool removed = true;
            while (removed)
            {
                removed = false;
                for (int start = 0; start < steps.Length && runs < MostRuns; start += chunk)
                {
                    Step[] shorter = [.. steps[..start], .. steps[Math.Min(start + chunk, steps.Length)..]];
                    runs++;
                    if (fails(shorter))
                    {
                        steps = shorter;
                        removed = true;
                        start -= chunk;
                    }
                }
            }
        }

        return steps;
    }
}

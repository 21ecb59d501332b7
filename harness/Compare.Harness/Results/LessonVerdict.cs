namespace Compare.Harness.Results;

/// <summary>What the ratio of the careful to the wasteful version lets one say.</summary>
public static class LessonVerdict
{
    /// <summary>The advice saves: the interval lies below 1.</summary>
    public const string Saves = "saves";

    /// <summary>The advice costs: the interval lies above 1.</summary>
    public const string Costs = "costs";

    /// <summary>The versions differ by less than any reader would change a program for.</summary>
    public const string Nothing = "nothing";

    /// <summary>The interval contains 1: the difference cannot be told from noise.</summary>
    public const string Unclear = "unclear";

    /// <summary>There are too few invocations for an interval, so nothing is claimed.</summary>
    public const string Open = "open";

    /// <summary>A relative difference below this is none.</summary>
    private const double Negligible = 0.02;

    /// <summary>Judges a ratio.</summary>
    /// <param name="ratio">Careful over wasteful.</param>
    /// <param name="low">Lower end of its interval, or null.</param>
    /// <param name="high">Upper end of its interval, or null.</param>
    public static string Of(double ratio, double? low, double? high)
    {
        if (Math.Abs(ratio - 1) < Negligible)
        {
            return Nothing;
        }

        return (low, high) switch
        {
            (null, _) or (_, null) => Open,
            (_, < 1) => Saves,
            ( > 1, _) => Costs,
            _ => Unclear,
        };
    }
}

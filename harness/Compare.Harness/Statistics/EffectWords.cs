namespace Compare.Harness.Statistics;

/// <summary>The words for sizes of Cliff's δ (Romano et al. 2006, thresholds 0.147, 0.33 and 0.474).</summary>
public static class EffectWords
{
    private const double Small = 0.147;
    private const double Medium = 0.33;
    private const double Large = 0.474;

    /// <summary>Names the size of an effect.</summary>
    /// <param name="cliffsDelta">From −1 to 1.</param>
    public static string Of(double cliffsDelta) => Math.Abs(cliffsDelta) switch
    {
        < Small => "negligible",
        < Medium => "small",
        < Large => "medium",
        _ => "large",
    };
}

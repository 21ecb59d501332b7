using System.Globalization;
using Compare.Harness.Results;

namespace Compare.Harness.Machine.Canary;

/// <summary>What the canary says, in a sentence for the console and the report.</summary>
public static class CanarySentence
{
    /// <summary>Makes the sentence.</summary>
    /// <param name="results">The run.</param>
    public static string Of(ResultSet results) => Of(CanaryDrift.Of(results), results.Canary.Count);

    /// <summary>Makes the sentence.</summary>
    /// <param name="drift">What was found.</param>
    /// <param name="started">Canaries, finished or not.</param>
    public static string Of(CanaryDrift drift, int started)
    {
        string runs = string.Create(CultureInfo.InvariantCulture, $"{drift.Count} runs of one cell");
        return drift.Verdict switch
        {
            CanaryVerdict.None => "No canary ran: nothing shows whether the machine drifted.",
            CanaryVerdict.SeveralMachines =>
                "Canary: the run comes from several machines, so drift is not judged; the runs of each are in canary.csv.",
            CanaryVerdict.TooFew => string.Create(
                CultureInfo.InvariantCulture,
                $"Canary: {drift.Count} of {started} runs finished, {CanaryPlaces.Fewest} are needed to judge drift."),
            CanaryVerdict.Steady => $"Canary: no drift of the machine found in {runs} ({P(drift)}; the trend is estimated at "
                + $"{Percent(drift)} over the run).",
            CanaryVerdict.Trend => $"Canary: the machine became {Direction(drift)} by {Size(drift)} over the run "
                + $"({runs}, {P(drift)}); cells are interleaved, so ratios suffer less than times.",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"Canary: the machine became {Direction(drift)} by {Size(drift)} at once, before process "
                    + $"{drift.StepBefore} of the order ({runs}); something began or ended there, and times before and after are not alike."),
        };
    }

    private static string Direction(CanaryDrift drift) => drift.Change > 0 ? "slower" : "faster";

    private static string Size(CanaryDrift drift) =>
        (Math.Abs(drift.Change ?? 0) * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string Percent(CanaryDrift drift) =>
        ((drift.Change ?? 0) * 100).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) + " %";

    private static string P(CanaryDrift drift) => drift.PValue < 0.001
        ? "Mann-Kendall p < 0.001"
        : "Mann-Kendall p = " + (drift.PValue ?? 1).ToString("0.000", CultureInfo.InvariantCulture);
}

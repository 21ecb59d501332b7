using MathNet.Numerics.Distributions;

namespace Compare.Harness.Statistics;

/// <summary>
/// Says how many invocations a comparison needs, from the variance that a pilot or the run itself showed. The number is
/// fixed before the measurement and never depends on how narrow an interval became (methodology 3.11).
/// </summary>
/// <remarks>
/// The variance is taken at the upper end of its one-sided 80 % interval: planned with the pilot's own variance, every
/// second plan would be too small (Browne 1995). Both tests of a verdict are allowed for: below 20 invocations the rank
/// test needs π/3 of what t needs, from 20 the interval is that of medians, which needs π/2 (normal noise).
/// </remarks>
public static class InvocationPlanner
{
    /// <summary>Share of true differences that a planned comparison finds.</summary>
    public const double Power = 0.8;

    /// <summary>Most invocations that are planned; beyond that, no number is given.</summary>
    public const int Most = 10_000;

    private const double Assurance = 0.8;
    private const double RankLoss = Math.PI / 3;
    private const double MedianLoss = Math.PI / 2;

    /// <summary>Invocations per cell that find a difference.</summary>
    /// <param name="pilot">The two cells as a pilot showed them.</param>
    /// <param name="effect">True ratio, less 1, that is to be found; e.g. 0.03.</param>
    /// <param name="significance">p-value that must be reached; the matrix's rate over its comparisons.</param>
    /// <returns>A number from 4 to <see cref="Most"/>, or null when that many are not enough.</returns>
    public static int? ToDetect(LogDifference pilot, double effect, double significance)
    {
        double distance = Math.Abs(Math.Log(1 + effect));
        double variance = Assured(pilot);
        return Fewest(significance, n => Reach(n, significance, Power) * Error(n, variance) <= distance);
    }

    /// <summary>
    /// Invocations per cell at which the interval is no wider than the tolerance, so that whatever the truth, it leaves
    /// out 1 or lies within the tolerance.
    /// </summary>
    /// <param name="pilot">The two cells as a pilot showed them.</param>
    /// <param name="tolerance">Largest ratio, less 1, that counts as no difference; e.g. 0.02.</param>
    /// <param name="significance">p-value that the comparison must reach.</param>
    /// <returns>A number from 4 to <see cref="Most"/>, or null when that many are not enough.</returns>
    public static int? ToDecide(LogDifference pilot, double tolerance, double significance)
    {
        double half = Math.Log(1 + tolerance) / 2;
        double variance = Assured(pilot);
        return Fewest(significance, n => Reach(n, significance, null) * Error(n, variance) <= half);
    }

    /// <summary>The smallest true ratio, less 1, that a comparison of two cells finds with 80 % power.</summary>
    /// <param name="observed">The two cells.</param>
    /// <param name="invocations">Invocations per cell; of the smaller one where they differ.</param>
    /// <param name="significance">p-value that the comparison must reach.</param>
    /// <returns>A fraction, or null when no difference can be found with so few invocations.</returns>
    public static double? Detectable(LogDifference observed, int invocations, double significance) =>
        invocations < MedianEstimator.FewestForInterval || MannWhitney.SmallestPValue(invocations, invocations) > significance
            ? null
            : Math.Exp(Reach(invocations, significance, Power) * Error(invocations, observed.Variance)) - 1;

    /// <summary>
    /// Iterations inside an invocation that make the most of the time: ⌈√((c₂/c₁)·(T₁²/T₂²))⌉ (Kalibera and Jones 2013),
    /// where c₁ is the cost of an iteration, c₂ that of starting an invocation, T₁² the variance between iterations of one
    /// invocation and T₂² the unbiased variance between invocations.
    /// </summary>
    /// <param name="iterationCost">Time of one iteration, in any unit.</param>
    /// <param name="invocationCost">Time of an invocation before its first measured iteration, in the same unit.</param>
    /// <param name="within">Variance between iterations of one invocation.</param>
    /// <param name="between">Unbiased variance between invocations; at or below 0 there is none to be seen.</param>
    /// <param name="most">Largest number that is useful to the caller.</param>
    public static int Iterations(double iterationCost, double invocationCost, double within, double between, int most)
    {
        if (within <= 0)
        {
            return 1;
        }

        return between <= 0
            ? most
            : (int)Math.Clamp(Math.Ceiling(Math.Sqrt(invocationCost / iterationCost * (within / between))), 1, most);
    }

    private static double Assured(LogDifference pilot) =>
        double.IsInfinity(pilot.Degrees)
            ? pilot.Variance
            : pilot.Variance * pilot.Degrees / ChiSquared.InvCDF(pilot.Degrees, 1 - Assurance);

    private static double Reach(int n, double significance, double? power)
    {
        int degrees = 2 * (n - 1);
        double needed = StudentQuantiles.Of(degrees, 1 - (significance / 2));
        return power is { } share ? needed + StudentQuantiles.Of(degrees, share) : needed;
    }

    private static double Error(int n, double variance) =>
        Math.Sqrt(variance / n * (n < MedianEstimator.FewestForBootstrap ? RankLoss : MedianLoss));

    // Within each of the two rules for intervals, more invocations never decide less.
    private static int? Fewest(double significance, Func<int, bool> isEnough)
    {
        bool Passes(int n) => MannWhitney.SmallestPValue(n, n) <= significance && isEnough(n);
        return First(MedianEstimator.FewestForInterval, MedianEstimator.FewestForBootstrap - 1, Passes)
            ?? First(MedianEstimator.FewestForBootstrap, Most, Passes);
    }

    private static int? First(int from, int to, Func<int, bool> passes)
    {
        if (!passes(to))
        {
            return null;
        }

        while (from < to)
        {
            int middle = from + ((to - from) / 2);
            (from, to) = passes(middle) ? (from, middle) : (middle + 1, to);
        }

        return from;
    }
}

using Compare.Harness.Statistics;

namespace Compare.Harness.Tests.Statistics;

/// <summary>Seeded noise.</summary>
internal static class Noise
{
    /// <summary>A uniform number between 0 and 1, neither of them included.</summary>
    public static double Uniform(SplitMix64 random) => ((random.Next() >> 11) + 0.5) / (1UL << 53);

    /// <summary>A standard normal number (Box and Muller 1958).</summary>
    public static double Normal(SplitMix64 random) =>
        Math.Sqrt(-2 * Math.Log(Uniform(random))) * Math.Cos(2 * Math.PI * Uniform(random));
}

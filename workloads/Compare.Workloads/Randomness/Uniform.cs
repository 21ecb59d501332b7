namespace Compare.Workloads.Randomness;

/// <summary>
/// Numbers and coins from a generator, at one word each: what follows in the sequence does not depend on what was drawn.
/// </summary>
internal static class Uniform
{
    private const int UpperHalf = 32;
    private const double CoinSides = 1L << UpperHalf;

    /// <summary>Draws a number.</summary>
    /// <param name="random">Source of randomness.</param>
    /// <param name="bound">How many numbers there are, 1 or more.</param>
    /// <returns>0 to <paramref name="bound"/> − 1, scaled by a multiplication, so that no draw is thrown away.</returns>
    public static int Below(ref Xoshiro256 random, int bound) => Scale(random.Next(), bound);

    /// <summary>Makes a number of the upper half of a random word.</summary>
    /// <param name="bits">64 random bits.</param>
    /// <param name="bound">How many numbers there are, 1 or more.</param>
    /// <returns>0 to <paramref name="bound"/> − 1.</returns>
    public static int Scale(ulong bits, int bound) => (int)(((bits >> UpperHalf) * (uint)bound) >> UpperHalf);

    /// <summary>Throws a coin.</summary>
    /// <param name="random">Source of randomness.</param>
    /// <param name="share">Share of the throws that say yes, 0 to 1; 0 and 1 are exact.</param>
    /// <returns>Whether this one does.</returns>
    public static bool Chance(ref Xoshiro256 random, double share) => (random.Next() >> UpperHalf) < share * CoinSides;
}

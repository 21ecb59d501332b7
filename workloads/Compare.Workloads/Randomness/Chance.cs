namespace Compare.Workloads.Randomness;

/// <summary>Decisions with a given probability.</summary>
internal static class Chance
{
    /// <summary>Bits of a fraction that a double holds exactly.</summary>
    private const int FractionBits = 53;

    /// <summary>Decides by the upper bits of a random word.</summary>
    /// <param name="bits">64 random bits.</param>
    /// <param name="probability">0 for never to 1 for always.</param>
    /// <returns>The decision.</returns>
    public static bool Falls(ulong bits, double probability) =>
        bits >> (64 - FractionBits) < probability * (1L << FractionBits);
}

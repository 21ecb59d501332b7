namespace Compare.Workloads.Randomness;

/// <summary>The output function of SplitMix64: a bijection of the 64-bit words that scatters neighbours.</summary>
/// <remarks>Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014.</remarks>
internal static class SplitMix64
{
    /// <summary>The odd constant between two states of the generator: 2^64 divided by the golden ratio.</summary>
    public const ulong Increment = 0x9E3779B97F4A7C15;

    /// <summary>Scatters a word.</summary>
    /// <param name="word">Any word.</param>
    /// <returns>Its image; different words have different images.</returns>
    public static ulong Mix(ulong word)
    {
        word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9;
        word = (word ^ (word >> 27)) * 0x94D049BB133111EB;
        return word ^ (word >> 31);
    }
}

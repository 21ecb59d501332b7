using System.Runtime.CompilerServices;

namespace Compare.Harness.Statistics;

/// <summary>
/// A small seeded generator (Steele, Lea, Flood 2014) for orders and resampling: the same numbers on every version of
/// the runtime, so that a plan or an interval can be made again years later.
/// </summary>
public sealed class SplitMix64(ulong seed)
{
    private const ulong Step = 0x9E3779B97F4A7C15UL;

    private ulong _state = seed;

    /// <summary>The next 64 random bits.</summary>
    public ulong Next() => Mixed(_state += Step);

    /// <summary>Fills a stretch with random bits, the same as one by one but without the way through memory between them.</summary>
    /// <param name="bits">Receives 64 bits in each place.</param>
    public void Fill(Span<ulong> bits)
    {
        ulong state = _state;
        for (int i = 0; i < bits.Length; i++)
        {
            bits[i] = Mixed(state += Step);
        }

        _state = state;
    }

    /// <summary>A number from 0 up to but not including the bound; the bias of the multiply-shift is below 2^-32 here.</summary>
    /// <param name="bound">At least 1.</param>
    public int Next(int bound) => Below(Next(), bound);

    /// <summary>The number that <see cref="Next(int)"/> makes of random bits.</summary>
    /// <param name="bits">The bits.</param>
    /// <param name="bound">At least 1.</param>
    public static int Below(ulong bits, int bound)
    {
        // The upper half of the product, in two steps that fit 64 bits since a bound has 31: Math.BigMul stays a call.
        ulong upper = (bits >> 32) * (uint)bound;
        ulong lower = (ulong)(uint)bits * (uint)bound;
        return (int)((upper + (lower >> 32)) >> 32);
    }

    /// <summary>Shuffles in place (Fisher and Yates).</summary>
    /// <typeparam name="T">Type of the items.</typeparam>
    /// <param name="items">Items to put into a random order.</param>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    // Bootstraps draw hundreds of millions: a call for each is a third of their time.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mixed(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}

using System.Numerics;

namespace Compare.Workloads.Randomness;

/// <summary>The generator xoshiro256**: four words of state, the same sequence everywhere for a seed.</summary>
/// <remarks>Blackman, Vigna: Scrambled Linear Pseudorandom Number Generators, TOMS 2021.</remarks>
internal struct Xoshiro256
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Initializes a new instance of the <see cref="Xoshiro256"/> struct as its authors advise.</summary>
    /// <param name="seed">Any word; SplitMix64 makes the state of it.</param>
    public Xoshiro256(ulong seed)
        : this(
            SplitMix64.Mix(seed + SplitMix64.Increment),
            SplitMix64.Mix(unchecked(seed + (2 * SplitMix64.Increment))),
            SplitMix64.Mix(unchecked(seed + (3 * SplitMix64.Increment))),
            SplitMix64.Mix(unchecked(seed + (4 * SplitMix64.Increment))))
    {
    }

    /// <summary>Initializes a new instance of the <see cref="Xoshiro256"/> struct with a state that is not all zero.</summary>
    /// <param name="s0">First word.</param>
    /// <param name="s1">Second word.</param>
    /// <param name="s2">Third word.</param>
    /// <param name="s3">Fourth word.</param>
    public Xoshiro256(ulong s0, ulong s1, ulong s2, ulong s3)
    {
        _s0 = s0;
        _s1 = s1;
        _s2 = s2;
        _s3 = s3;
    }

    /// <summary>Draws a word.</summary>
    /// <returns>64 random bits.</returns>
    public ulong Next()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }
}

using System.Numerics;

namespace Compare.Workloads.Randomness;

/// <summary>Mixes a sequence of words into one; the order matters.</summary>
internal struct Digest
{
    private const int Rotation = 23;

    private ulong _state;

    /// <summary>Gets the digest of the words so far.</summary>
    public readonly ulong Value => SplitMix64.Mix(_state);

    /// <summary>Adds a word.</summary>
    /// <param name="word">The word.</param>
    public void Add(ulong word) =>
        _state = (BitOperations.RotateLeft(_state, Rotation) ^ word) * SplitMix64.Increment;

    /// <summary>Adds a number.</summary>
    /// <param name="number">The number.</param>
    public void Add(long number) => Add(unchecked((ulong)number));
}

using Compare.Workloads.Randomness;

namespace Compare.Workloads.Text;

/// <summary>The words of a vocabulary: short texts of their own for each rank, a few of them not in ASCII.</summary>
internal static class WordTexts
{
    /// <summary>Room that every word fits into, UTF-16 units.</summary>
    public const int Room = 24;

    private const ulong Letters = 26;
    private const ulong LongestTail = 8;

    /// <summary>One word of this many ends with a letter beyond ASCII, of one or of two bytes.</summary>
    private const ulong ForeignEvery = 16;

    private const char OneByteLetter = 'é';
    private const char TwoByteLetter = 'ж';

    /// <summary>Writes a word.</summary>
    /// <param name="rank">Its rank.</param>
    /// <param name="target">At least <see cref="Room"/> units.</param>
    /// <returns>Units written.</returns>
    public static int Write(int rank, Span<char> target)
    {
        ulong scattered = SplitMix64.Mix((ulong)rank);
        int length = 0;

        // The rank in small letters makes the word unique, a tail of capitals gives it a length that ranks do not grow with.
        for (ulong rest = (ulong)rank; rest > 0; rest /= Letters)
        {
            target[length++] = (char)('a' + (rest % Letters));
        }

        for (ulong tail = scattered % LongestTail; tail > 0; tail--)
        {
            target[length++] = (char)('A' + ((scattered >> (int)tail) % Letters));
        }

        ulong kind = scattered / LongestTail % (2 * ForeignEvery);
        if (kind < 2)
        {
            target[length++] = kind == 0 ? OneByteLetter : TwoByteLetter;
        }

        return length;
    }
}

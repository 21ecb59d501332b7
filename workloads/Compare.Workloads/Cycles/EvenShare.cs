namespace Compare.Workloads.Cycles;

/// <summary>Chooses a share of a sequence as evenly as it goes, with no randomness, so that every prefix has it too.</summary>
internal static class EvenShare
{
    /// <summary>Tells whether an element of the sequence is among the chosen ones.</summary>
    /// <param name="index">Its number, from 0.</param>
    /// <param name="share">The share, 0 to 1.</param>
    /// <returns>Whether it is; of the first n elements, n × share are, rounded down.</returns>
    public static bool Chooses(long index, double share) => Math.Floor((index + 1) * share) > Math.Floor(index * share);
}

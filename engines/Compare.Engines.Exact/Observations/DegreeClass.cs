using System.Numerics;

namespace Compare.Engines.Exact.Observations;

/// <summary>Objects by the number of references out of them and into them, in classes of one power of two.</summary>
/// <param name="Least">
/// Smallest number of references of the class: 0, otherwise a power of two; the class ends before twice that.
/// </param>
/// <param name="OutObjects">Objects that hold so many references.</param>
/// <param name="InObjects">Objects that so many references lead to, locals and roots not counted.</param>
public sealed record DegreeClass(long Least, long OutObjects, long InObjects)
{
    /// <summary>Classes that a 64-bit number can fall into.</summary>
    internal const int MostClasses = 65;

    /// <summary>The class of a number of references: 0 for none, otherwise one more than its binary logarithm.</summary>
    internal static int IndexOf(long references) => references == 0 ? 0 : 1 + BitOperations.Log2((ulong)references);

    /// <summary>The smallest number of references of a class.</summary>
    internal static long LeastOf(int index) => index == 0 ? 0 : 1L << (index - 1);
}

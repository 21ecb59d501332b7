namespace Compare.Harness.Matrix;

/// <summary>The words of a heap sweep in matrix files.</summary>
public static class SweepNames
{
    private static readonly string[] s_bases = ["minheap", "peak_live"];
    private static readonly string[] s_orders = ["ends-first", "shuffled"];

    /// <summary>Every word for a base.</summary>
    public static IReadOnlyCollection<string> Bases => s_bases;

    /// <summary>Every word for an order.</summary>
    public static IReadOnlyCollection<string> Orders => s_orders;

    /// <summary>The word for a base.</summary>
    /// <param name="sweepBase">The base.</param>
    public static string Name(this SweepBase sweepBase) => s_bases[(int)sweepBase];

    /// <summary>The word for an order.</summary>
    /// <param name="order">The order.</param>
    public static string Name(this SweepOrder order) => s_orders[(int)order];

    /// <summary>The base of a word, or null.</summary>
    /// <param name="word">The word.</param>
    public static SweepBase? BaseOf(string? word) =>
        Array.IndexOf(s_bases, word) is >= 0 and int index ? (SweepBase)index : null;

    /// <summary>The order of a word, or null.</summary>
    /// <param name="word">The word.</param>
    public static SweepOrder? OrderOf(string? word) =>
        Array.IndexOf(s_orders, word) is >= 0 and int index ? (SweepOrder)index : null;
}

namespace Compare.Harness.Matrix;

/// <summary>Words for <see cref="RunOrder"/>.</summary>
public static class RunOrders
{
    private static readonly string[] s_names = ["interleaved-shuffled", "as-written"];

    /// <summary>All words, in the order of the values.</summary>
    public static IReadOnlyList<string> Names => s_names;

    /// <summary>The word of an order.</summary>
    /// <param name="order">The order.</param>
    public static string Name(this RunOrder order) => s_names[(int)order];

    /// <summary>Reads a word.</summary>
    /// <param name="text">The word.</param>
    /// <param name="order">What it says.</param>
    public static bool TryParse(string text, out RunOrder order)
    {
        int index = Array.IndexOf(s_names, text);
        order = (RunOrder)Math.Max(0, index);
        return index >= 0;
    }
}

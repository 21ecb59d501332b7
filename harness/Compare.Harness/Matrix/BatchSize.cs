using System.Globalization;

namespace Compare.Harness.Matrix;

/// <summary>How many invocations of one cell a process runs, one after the other, each on a fresh engine.</summary>
/// <param name="Count">The number; null where the first invocation of a cell decides.</param>
public sealed record BatchSize(int? Count)
{
    /// <summary>Most invocations of one process.</summary>
    public const int Most = 1_000;

    private const string AutoName = "auto";

    /// <summary>One process for each invocation.</summary>
    public static BatchSize One { get; } = new(1);

    /// <summary>The first invocation of a cell, alone in its process, decides how many the next ones take.</summary>
    public static BatchSize Auto { get; } = new((int?)null);

    /// <summary>Reads a size.</summary>
    /// <param name="text">A number, or <c>auto</c>.</param>
    /// <param name="size">The size.</param>
    /// <returns>False when the text is neither.</returns>
    public static bool TryParse(string text, out BatchSize size)
    {
        size = One;
        if (text == AutoName)
        {
            size = Auto;
            return true;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count is < 1 or > Most)
        {
            return false;
        }

        size = new BatchSize(count);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Count?.ToString(CultureInfo.InvariantCulture) ?? AutoName;
}

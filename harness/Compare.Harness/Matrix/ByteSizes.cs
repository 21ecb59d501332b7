using System.Globalization;
using Compare.Harness.Validation;

namespace Compare.Harness.Matrix;

/// <summary>Sizes as they are written in matrices and on the command line: a whole number with B, KiB, MiB or GiB.</summary>
public static class ByteSizes
{
    private static readonly (string Name, long Factor)[] s_units =
        [("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10), ("B", 1L)];

    /// <summary>Names of the units, largest first.</summary>
    public static IReadOnlyList<string> Units { get; } = [.. s_units.Select(unit => unit.Name)];

    /// <summary>Reads a size of at least one byte.</summary>
    /// <param name="text">Text such as <c>512KiB</c>.</param>
    /// <param name="bytes">The size in bytes.</param>
    /// <param name="error">What is wrong with the text, without a final stop.</param>
    public static bool TryParse(string text, out long bytes, out string error)
    {
        bytes = 0;
        error = string.Empty;
        string trimmed = text.Trim();
        int digits = trimmed.AsSpan(trimmed.StartsWith('-') ? 1 : 0).IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? trimmed.Length : digits + (trimmed.StartsWith('-') ? 1 : 0);
        if (!long.TryParse(trimmed.AsSpan(0, digits), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
        {
            error = $"'{Shorten(text)}' is not a size; write a whole number and a unit, such as 64MiB";
            return false;
        }

        string unit = trimmed[digits..].Trim();
        if (unit.Length == 0)
        {
            error = $"the size '{Shorten(text)}' has no unit; write one of B, KiB, MiB, GiB, such as {number}MiB";
            return false;
        }

        int index = Array.FindIndex(s_units, candidate => candidate.Name == unit);
        if (index < 0)
        {
            error = $"unknown unit '{Shorten(unit)}' in the size '{Shorten(text)}'; {NearestWord.Hint(unit, Units)}";
            return false;
        }

        if (number <= 0)
        {
            error = $"the size '{Shorten(text)}' is not positive; write a size of at least 1B";
            return false;
        }

        if (number > long.MaxValue / s_units[index].Factor)
        {
            error = $"the size '{Shorten(text)}' is larger than memory can be addressed; write a smaller one";
            return false;
        }

        bytes = number * s_units[index].Factor;
        return true;
    }

    /// <summary>Writes a size with the largest unit that leaves a whole number.</summary>
    /// <param name="bytes">The size in bytes.</param>
    public static string Format(long bytes)
    {
        foreach ((string name, long factor) in s_units)
        {
            if (bytes % factor == 0 && bytes >= factor)
            {
                return (bytes / factor).ToString(CultureInfo.InvariantCulture) + name;
            }
        }

        return bytes.ToString(CultureInfo.InvariantCulture) + "B";
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}

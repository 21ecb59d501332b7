using System.Globalization;

namespace Compare.Engines.Abstractions.Parameters;

/// <summary>Sizes in bytes as text: <c>512</c>, <c>64KiB</c>, <c>1.5MiB</c>.</summary>
public static class ByteSize
{
    private static readonly (string Unit, long Factor)[] s_units =
    [
        ("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10), ("B", 1),
    ];

    /// <summary>Reads a size.</summary>
    /// <param name="text">Digits, with a fraction where a unit follows, and an optional unit B, KiB, MiB or GiB.</param>
    /// <param name="bytes">The size in bytes, 0 or more.</param>
    /// <returns>False when the text is not a whole number of bytes.</returns>
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        ReadOnlySpan<char> digits = text.AsSpan().Trim();
        long factor = 1;
        foreach ((string unit, long unitFactor) in s_units)
        {
            if (digits.EndsWith(unit, StringComparison.Ordinal))
            {
                digits = digits[..^unit.Length].TrimEnd();
                factor = unitFactor;
                break;
            }
        }

        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            || number > long.MaxValue / factor)
        {
            return false;
        }

        decimal exact = number * factor;
        bytes = (long)exact;
        return exact == bytes;
    }

    /// <summary>Writes a size in the largest unit that divides it.</summary>
    /// <param name="bytes">The size in bytes.</param>
    /// <returns>E.g. <c>64KiB</c>; plain digits when no unit divides it.</returns>
    public static string Format(long bytes)
    {
        foreach ((string unit, long factor) in s_units)
        {
            if (factor > 1 && bytes != 0 && bytes % factor == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{bytes / factor}{unit}");
            }
        }

        return bytes.ToString(CultureInfo.InvariantCulture);
    }
}

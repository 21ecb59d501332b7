using System.Globalization;

namespace Compare.Reports.Formatting;

/// <summary>Writes numbers with their unit, at three significant digits, the same way in every part of a report.</summary>
public static class Quantity
{
    /// <summary>What stands where a value is not available; a missing value is never written as 0.</summary>
    public const string NotAvailable = "n/a";

    private const char GroupSeparator = '\u202F';

    private static readonly (double Factor, string Unit)[] s_times = [(1e9, "s"), (1e6, "ms"), (1e3, "µs"), (1, "ns")];

    private static readonly (double Factor, string Unit)[] s_bytes =
        [(1L << 40, "TiB"), (1L << 30, "GiB"), (1L << 20, "MiB"), (1L << 10, "KiB"), (1, "B")];

    /// <summary>Writes nanoseconds in the SI unit that leaves one to three digits before the point.</summary>
    public static string Time(double? nanoseconds) => Scaled(nanoseconds, s_times);

    /// <summary>Writes bytes in binary units.</summary>
    public static string Bytes(double? bytes) => Scaled(bytes, s_bytes);

    /// <summary>Writes a count with its digits in groups of three.</summary>
    public static string Count(double? count) => count is { } value && double.IsFinite(value)
        ? Grouped(value.ToString("N0", CultureInfo.InvariantCulture))
        : NotAvailable;

    /// <summary>Writes a ratio with a multiplication sign.</summary>
    public static string Ratio(double? ratio) => ratio is { } value && double.IsFinite(value)
        ? RatioDigits(value) + "×"
        : NotAvailable;

    /// <summary>Writes both ends of a ratio's interval.</summary>
    /// <remarks>Ends that two decimals would make equal get more of them, up to four.</remarks>
    public static string RatioInterval(double low, double high)
    {
        (string from, string to) = (RatioDigits(low), RatioDigits(high));
        for (int decimals = 3; from == to && decimals <= 4; decimals++)
        {
            string format = string.Create(CultureInfo.InvariantCulture, $"F{decimals}");
            (from, to) = (low.ToString(format, CultureInfo.InvariantCulture), high.ToString(format, CultureInfo.InvariantCulture));
        }

        return $"{from}–{to}";
    }

    /// <summary>Writes a share of one as a percentage.</summary>
    public static string Percent(double? share) => share is { } value && double.IsFinite(value)
        ? Significant(value * 100) + "\u00A0%"
        : NotAvailable;

    /// <summary>Writes a value of a metric in the form its unit asks for.</summary>
    public static string OfUnit(double? value, string unit) => unit switch
    {
        "ns" => Time(value),
        "bytes" or "B" => Bytes(value),
        "ratio" or "×" => Ratio(value),
        _ => value is null ? NotAvailable : $"{Count(value)}\u00A0{unit}",
    };

    /// <summary>Writes an interval in the unit that suits its upper end, with the unit written once.</summary>
    public static string IntervalOfUnit(double low, double high, string unit) => unit switch
    {
        "ns" => ScaledInterval(low, high, s_times),
        "bytes" or "B" => ScaledInterval(low, high, s_bytes),
        "ratio" or "×" => RatioInterval(low, high),
        _ => $"{Count(low)}–{Count(high)}\u00A0{unit}",
    };

    /// <summary>Writes a number with three significant digits and no exponent.</summary>
    public static string Significant(double value)
    {
        double magnitude = Math.Abs(value);
        string format = magnitude switch
        {
            0 => "F0",
            >= 99.95 => "N0",
            >= 9.995 => "F1",
            >= 0.9995 => "F2",
            _ => "G3",
        };
        string text = magnitude is > 0 and < 1e-4 ? "<0.0001" : value.ToString(format, CultureInfo.InvariantCulture);
        return Grouped(text);
    }

    private static string RatioDigits(double value) => Math.Abs(value) switch
    {
        >= 99.95 => Grouped(value.ToString("N0", CultureInfo.InvariantCulture)),
        >= 9.995 => value.ToString("F1", CultureInfo.InvariantCulture),
        >= 0.0995 => value.ToString("F2", CultureInfo.InvariantCulture),
        >= 0.00095 => value.ToString("F3", CultureInfo.InvariantCulture),
        0 => "0",
        _ => "<0.001",
    };

    private static string Scaled(double? value, (double Factor, string Unit)[] units)
    {
        if (value is not { } number || !double.IsFinite(number))
        {
            return NotAvailable;
        }

        (double factor, string unit) = Scale(number, units);
        return $"{InUnit(number, factor)}\u00A0{unit}";
    }

    private static string ScaledInterval(double low, double high, (double Factor, string Unit)[] units)
    {
        (double factor, string unit) = Scale(high, units);
        return $"{InUnit(low, factor)}–{InUnit(high, factor)}\u00A0{unit}";
    }

    // The smallest units are whole: there is no 1.00 ns and no half byte.
    private static string InUnit(double value, double factor) =>
        factor == 1 && value == Math.Floor(value) ? Count(value) : Significant(value / factor);

    private static (double Factor, string Unit) Scale(double value, (double Factor, string Unit)[] units)
    {
        foreach ((double factor, string unit) in units)
        {
            // 999.7 µs would be written as 1,000 µs: move to the next unit when rounding reaches it.
            if (Math.Abs(value) >= factor * 0.9995)
            {
                return (factor, unit);
            }
        }

        return units[^1];
    }

    private static string Grouped(string text) => text.Replace(',', GroupSeparator);
}

using System.Globalization;

namespace Compare.Engines.PyPy.Parameters;

/// <summary>
/// A number as PyPy's environment variables (PYPY_GC_*) have it: decimals and a suffix K, M or G, each with an optional B,
/// are allowed. What cannot be read is 0, which stands for a variable that is not set.
/// </summary>
/// <remarks>rpython/memory/gc/env.py (PyPy main, 2026-08).</remarks>
internal readonly struct EnvironmentNumber
{
    private const double Kilo = 1024;

    private readonly double _value;
    private readonly double _factor;

    private EnvironmentNumber(double value, double factor)
    {
        _value = value;
        _factor = factor;
    }

    /// <summary>Gets the number as a whole one, rounded towards zero.</summary>
    public long Integer => (long)(_value * _factor);

    /// <summary>Gets the number as an unsigned whole one: a negative number wraps around, as in C.</summary>
    public ulong Unsigned => _value < 0 ? unchecked((ulong)Integer) : (ulong)(_value * _factor);

    /// <summary>Gets the number with its decimals; 0 when it has a suffix other than B.</summary>
    public double Real => _factor > 1 ? 0 : _value;

    /// <summary>Reads a text.</summary>
    /// <param name="text">The variable's text, or null when it is not set.</param>
    public static EnvironmentNumber Parse(string? text)
    {
        ReadOnlySpan<char> digits = text;
        if (digits.Length > 1 && digits[^1] is 'b' or 'B')
        {
            digits = digits[..^1];
        }

        double factor = digits.IsEmpty ? 1 : FactorOf(digits[^1]);
        if (factor > 1)
        {
            digits = digits[..^1];
        }

        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && double.IsFinite(value)
            ? new(value, factor)
            : default;
    }

    private static double FactorOf(char suffix) => suffix switch
    {
        'k' or 'K' => Kilo,
        'm' or 'M' => Kilo * Kilo,
        'g' or 'G' => Kilo * Kilo * Kilo,
        _ => 1,
    };
}

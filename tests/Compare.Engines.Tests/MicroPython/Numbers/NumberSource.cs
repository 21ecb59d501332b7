namespace Compare.Engines.Tests.MicroPython.Numbers;

/// <summary>Draws numbers of all sizes, many of them at the borders of what references hold.</summary>
internal sealed class NumberSource(int seed)
{
    private static readonly int[] s_borders = [0, 29, 30, 31, 32, 45, 46, 47, 48, 61, 62];

    private readonly Random _random = new(seed);

    /// <summary>Gets floats that are special in some format.</summary>
    public static double[] SpecialFloats { get; } =
    [
        0.0, -0.0, 1.0, -1.0, 0.1, Math.PI, double.NaN, -double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue, float.Epsilon, float.MaxValue, float.MinValue,
        2.2250738585072009e-308, // Largest denormal.
        1.1754942e-38, // Largest denormal of single precision.
        1.4e-44, 5e-45, // Denormals of single precision that keep bits without the last two, and that do not.
        BitConverter.Int64BitsToDouble(0x7FF0_0000_0000_0001), // Signalling NaNs; payloads at each end.
        BitConverter.Int64BitsToDouble(0x7FFB_FFFF_FFFF_FFFF),
        BitConverter.Int64BitsToDouble(0x7FFC_0000_0000_0000),
        BitConverter.Int64BitsToDouble(0x7FFF_FFFF_FFFF_FFFF),
        BitConverter.Int64BitsToDouble(-1),
    ];

    /// <summary>Draws a number below a bound.</summary>
    public int Below(int bound) => _random.Next(bound);

    /// <summary>Draws an integer.</summary>
    public long Integer() => _random.Next(3) switch
    {
        0 => _random.NextInt64(long.MinValue, long.MaxValue) >> _random.Next(64),
        1 => (1L << s_borders[_random.Next(s_borders.Length)]) + _random.Next(-2, 3),
        _ => -(1L << s_borders[_random.Next(s_borders.Length)]) + _random.Next(-2, 3),
    };

    /// <summary>Draws a float.</summary>
    public double Float() => _random.Next(3) switch
    {
        0 => BitConverter.Int64BitsToDouble(_random.NextInt64(long.MinValue, long.MaxValue)),
        1 => SpecialFloats[_random.Next(SpecialFloats.Length)],
        _ => _random.Next(-1000, 1000) / 8.0,
    };
}

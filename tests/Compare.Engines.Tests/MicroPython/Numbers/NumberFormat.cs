namespace Compare.Engines.Tests.MicroPython.Numbers;

/// <summary>Which numbers a variant keeps in its references, told independently of the engine.</summary>
/// <param name="IntegerBits">Bits of an integer, its sign included.</param>
/// <param name="FloatBits">Bits of a float: 64, 30, or 0 where floats are objects.</param>
internal sealed record NumberFormat(int IntegerBits, int FloatBits)
{
    /// <summary>Bits of a single-precision float that a reference of 30 bits has no room for.</summary>
    private const uint LostBits = 3;

    /// <summary>The one NaN of 30 bits, as a double.</summary>
    private const long OnlyNaN = 0x7FF8L << 48;

    /// <summary>Gets the largest integer.</summary>
    public long Largest => (1L << (IntegerBits - 1)) - 1;

    /// <summary>Gets the least integer.</summary>
    public long Least => -Largest - 1;

    /// <summary>Gets the format of a variant.</summary>
    public static NumberFormat Of(string variant)
    {
        bool isNarrow = variant.Contains("word=32", StringComparison.Ordinal);
        bool isUnboxed = variant.Contains("floats=unboxed", StringComparison.Ordinal);
        return (isNarrow, isUnboxed) switch
        {
            (true, _) => new(31, isUnboxed ? 30 : 0),
            (_, true) => new(47, 64),
            _ => new(63, 0),
        };
    }

    /// <summary>Tells whether a reference holds an integer.</summary>
    public bool Holds(long value) => value >= Least && value <= Largest;

    /// <summary>Tells whether a reference holds a float: every one, but for NaNs with a payload that the tags take.</summary>
    public bool Holds(double value) => FloatBits switch
    {
        0 => false,
        30 => true,
        _ => !double.IsNaN(value) || double.IsNegative(value) || (BitConverter.DoubleToInt64Bits(value) & (1L << 50)) == 0,
    };

    /// <summary>Gets the bits that a float has when it is read back.</summary>
    public long Read(double value)
    {
        if (FloatBits != 30)
        {
            return BitConverter.DoubleToInt64Bits(value);
        }

        if (double.IsNaN(value))
        {
            return OnlyNaN;
        }

        uint kept = BitConverter.SingleToUInt32Bits((float)value) & ~LostBits;
        return BitConverter.DoubleToInt64Bits(BitConverter.UInt32BitsToSingle(kept));
    }
}

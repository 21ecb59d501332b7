using System.Buffers.Binary;
using System.Numerics;

namespace Compare.Workloads.Objects.Numbers;

/// <summary>
/// The digits of a big integer in the bytes of its object, least significant first, each in the machine's order of bytes.
/// </summary>
/// <remarks>
/// The magnitude has the digits of the original. The sign, which originals keep in a header, is the top bit of the last digit
/// where a digit does not fill its bytes; where it does, a negative integer has one byte more than its digits. Every value has
/// one
/// form alone, so that equal integers have equal bytes.
/// </remarks>
/// <param name="bits">Bits that a digit holds, at most 63.</param>
/// <param name="bytes">Bytes of a digit: 2, 4 or 8.</param>
/// <param name="spare">Digits of zero behind those of the value.</param>
internal readonly struct DigitFormat(int bits, int bytes, int spare)
{
    private const int ByteBits = 8;
    private const byte SignBit = 0x80;

    /// <summary>Gets the bits that a digit holds.</summary>
    public int Bits => bits;

    /// <summary>Gets a value with all bits of a digit.</summary>
    public ulong Mask => (1UL << bits) - 1;

    private bool HasSignBit => bits < bytes * ByteBits;

    /// <summary>Gets the bytes of an integer.</summary>
    /// <param name="bitLength">Bits of its magnitude.</param>
    /// <param name="isNegative">Whether it is negative.</param>
    /// <returns>Length of its object.</returns>
    public int LengthOf(int bitLength, bool isNegative)
    {
        int digits = Math.Max(1, (int)(((long)bitLength + bits - 1) / bits)) + spare;
        return checked(digits * bytes) + (isNegative && !HasSignBit ? 1 : 0);
    }

    /// <summary>Gets the digits of an integer, spare ones included.</summary>
    /// <param name="content">The bytes of its object.</param>
    public int Count(ReadOnlySpan<byte> content) => content.Length / bytes;

    /// <summary>Tells whether an integer is negative.</summary>
    /// <param name="content">The bytes of its object.</param>
    public bool IsNegative(ReadOnlySpan<byte> content) =>
        HasSignBit ? (content[^1] & SignBit) != 0 : content.Length % bytes != 0;

    /// <summary>Marks an integer whose digits are written as negative.</summary>
    /// <param name="content">The bytes of its object.</param>
    public void SetNegative(Span<byte> content) => content[^1] = HasSignBit ? (byte)(content[^1] | SignBit) : (byte)1;

    /// <summary>Reads a digit.</summary>
    /// <param name="content">The bytes of the integer's object.</param>
    /// <param name="index">0 for the least significant.</param>
    /// <returns>The digit, without a sign.</returns>
    public ulong Get(ReadOnlySpan<byte> content, int index)
    {
        ReadOnlySpan<byte> digit = content.Slice(index * bytes, bytes);
        ulong value = bytes switch
        {
            sizeof(ushort) => BinaryPrimitives.ReadUInt16LittleEndian(digit),
            sizeof(uint) => BinaryPrimitives.ReadUInt32LittleEndian(digit),
            _ => BinaryPrimitives.ReadUInt64LittleEndian(digit),
        };
        return value & Mask;
    }

    /// <summary>Writes a digit.</summary>
    /// <param name="content">The bytes of the integer's object.</param>
    /// <param name="index">0 for the least significant.</param>
    /// <param name="value">The digit.</param>
    public void Set(Span<byte> content, int index, ulong value)
    {
        Span<byte> digit = content.Slice(index * bytes, bytes);
        switch (bytes)
        {
            case sizeof(ushort):
                BinaryPrimitives.WriteUInt16LittleEndian(digit, (ushort)value);
                break;
            case sizeof(uint):
                BinaryPrimitives.WriteUInt32LittleEndian(digit, (uint)value);
                break;
            default:
                BinaryPrimitives.WriteUInt64LittleEndian(digit, value);
                break;
        }
    }

    /// <summary>Gets the bits of an integer's magnitude.</summary>
    /// <param name="content">The bytes of its object.</param>
    /// <returns>0 for zero.</returns>
    public int BitLength(ReadOnlySpan<byte> content)
    {
        int top = Count(content) - 1;
        while (top > 0 && Get(content, top) == 0)
        {
            top--;
        }

        return (top * bits) + BitsOf(Get(content, top));
    }

    /// <summary>Reads bits of a magnitude in bytes, least significant first.</summary>
    /// <param name="magnitude">The bytes.</param>
    /// <param name="first">Number of the first bit.</param>
    /// <returns>As many bits as a digit holds; those behind the end are zero.</returns>
    public ulong BitsAt(ReadOnlySpan<byte> magnitude, long first)
    {
        UInt128 value = 0;
        int start = (int)(first / ByteBits);
        int offset = (int)(first % ByteBits);
        for (int i = 0; i * ByteBits < offset + bits && start + i < magnitude.Length; i++)
        {
            value |= (UInt128)magnitude[start + i] << (i * ByteBits);
        }

        return (ulong)(value >> offset) & Mask;
    }

    /// <summary>
    /// Computes the magnitude of a source times a factor plus an addend, which must not be less than zero, digit by digit.
    /// </summary>
    /// <param name="source">The bytes of an integer's object.</param>
    /// <param name="factor">At most 2^63.</param>
    /// <param name="addend">More than −2^64 and less than 2^64.</param>
    /// <param name="target">Receives the digits; empty when only their number is wanted.</param>
    /// <returns>Bits of the result.</returns>
    public int Combine(ReadOnlySpan<byte> source, ulong factor, Int128 addend, Span<byte> target)
    {
        int sourceDigits = Count(source);
        int targetDigits = Count(target);
        int bitLength = 0;
        Int128 carry = addend;
        for (int i = 0; i < sourceDigits || i < targetDigits || carry != 0; i++)
        {
            Int128 total = carry + (i < sourceDigits ? (Int128)Get(source, i) * factor : 0);
            ulong digit = (ulong)total & Mask;
            carry = total >> bits;
            bitLength = digit == 0 ? bitLength : (i * bits) + BitsOf(digit);
            if (i < targetDigits)
            {
                Set(target, i, digit);
            }
        }

        return bitLength;
    }

    private static int BitsOf(ulong value) => (sizeof(ulong) * ByteBits) - BitOperations.LeadingZeroCount(value);
}

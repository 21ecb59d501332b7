using System.Runtime.InteropServices;
using System.Text;
using Compare.Engines.Abstractions.Modules;

namespace Compare.Workloads.Objects.Text;

/// <summary>How a text will be stored.</summary>
/// <param name="Units">What its bytes are.</param>
/// <param name="Largest">Largest code point, where the form depends on it; else 0.</param>
/// <param name="Bytes">Bytes without a terminating zero.</param>
internal readonly record struct TextShape(CodeUnits Units, int Largest, int Bytes)
{
    private const int LargestAscii = 0x7F;
    private const int LargestTwo = 0xFFFF;

    /// <summary>Gets a value indicating whether all characters are ASCII.</summary>
    public bool IsAscii => Largest <= LargestAscii;

    /// <summary>Measures a text.</summary>
    /// <param name="form">How the implementation stores texts.</param>
    /// <param name="text">Reads the text from its beginning.</param>
    /// <returns>Its shape.</returns>
    public static TextShape Measure(TextForm form, CodeReader text)
    {
        int largest = 0;
        int bytes = 0;
        int count = 0;
        while (text.Read(out int code))
        {
            largest = Math.Max(largest, code);
            bytes = checked(bytes + (form == TextForm.Utf8 ? Utf8Bytes.LengthOf(code)
                : code > LargestTwo ? 2 * sizeof(char) : sizeof(char)));
            count++;
        }

        if (form != TextForm.Flexible)
        {
            return new(form == TextForm.Utf8 ? CodeUnits.Utf8 : CodeUnits.Utf16, 0, bytes);
        }

        CodeUnits units = UnitsOf(largest);
        return new(units, largest, checked(count * (int)units));
    }

    /// <summary>Writes a text.</summary>
    /// <param name="text">Reads the text from its beginning.</param>
    /// <param name="target">As many bytes as the shape says.</param>
    public void Write(CodeReader text, Span<byte> target)
    {
        int offset = 0;
        while (text.Read(out int code))
        {
            offset += WriteOne(code, target[offset..]);
        }
    }

    private int WriteOne(int code, Span<byte> target)
    {
        switch (Units)
        {
            case CodeUnits.Utf8:
                return Utf8Bytes.Write(code, target);
            case CodeUnits.One:
                target[0] = (byte)code;
                return sizeof(byte);
            case CodeUnits.Four:
                MemoryMarshal.Write(target, code);
                return sizeof(int);
            case CodeUnits.Utf16 when code > LargestTwo:
                return WritePair(code, target);
            default:
                MemoryMarshal.Write(target, (ushort)code);
                return sizeof(ushort);
        }
    }

    /// <summary>Writes a character beyond the first 65,536 as two surrogates.</summary>
    private static int WritePair(int code, Span<byte> target)
    {
        Span<char> pair = stackalloc char[2];
        int length = new Rune(code).EncodeToUtf16(pair);
        MemoryMarshal.AsBytes(pair[..length]).CopyTo(target);
        return length * sizeof(char);
    }

    private static CodeUnits UnitsOf(int largest) =>
        largest <= byte.MaxValue ? CodeUnits.One : largest <= LargestTwo ? CodeUnits.Two : CodeUnits.Four;
}

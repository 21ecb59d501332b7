using System.Runtime.InteropServices;

namespace Compare.Workloads.Objects.Text;

/// <summary>Reads code points of a stored text, one after the other.</summary>
/// <param name="content">The bytes.</param>
/// <param name="units">What they are.</param>
internal ref struct CodeReader(ReadOnlySpan<byte> content, CodeUnits units)
{
    private readonly ReadOnlySpan<byte> _content = content;
    private int _position;

    /// <summary>Reads the next code point.</summary>
    /// <param name="code">Receives it: 0 to 0x10FFFF, also a lone surrogate.</param>
    /// <returns>False at the end.</returns>
    public bool Read(out int code)
    {
        code = 0;
        if (_position >= _content.Length)
        {
            return false;
        }

        code = units switch
        {
            CodeUnits.Utf8 => ReadUtf8(),
            CodeUnits.Utf16 => ReadUtf16(),
            CodeUnits.One => _content[_position++],
            CodeUnits.Two => ReadUnit(),
            _ => ReadFour(),
        };
        return true;
    }

    private int ReadUnit()
    {
        ushort unit = MemoryMarshal.Read<ushort>(_content[_position..]);
        _position += sizeof(ushort);
        return unit;
    }

    private int ReadFour()
    {
        int code = MemoryMarshal.Read<int>(_content[_position..]);
        _position += sizeof(int);
        return code;
    }

    private int ReadUtf16()
    {
        int first = ReadUnit();
        if (!char.IsHighSurrogate((char)first) || _position >= _content.Length)
        {
            return first;
        }

        char second = (char)MemoryMarshal.Read<ushort>(_content[_position..]);
        if (!char.IsLowSurrogate(second))
        {
            return first;
        }

        _position += sizeof(ushort);
        return char.ConvertToUtf32((char)first, second);
    }

    private int ReadUtf8()
    {
        byte lead = _content[_position];
        int length = Utf8Bytes.LengthOfLead(lead);
        int code = Utf8Bytes.BitsOfLead(lead, length);
        for (int i = 1; i < length; i++)
        {
            code = Utf8Bytes.Append(code, _content[_position + i]);
        }

        _position += length;
        return code;
    }
}

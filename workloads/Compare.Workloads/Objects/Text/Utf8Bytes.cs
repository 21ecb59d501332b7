namespace Compare.Workloads.Objects.Text;

/// <summary>
/// How UTF-8 writes a code point (RFC 3629); surrogates are written like any other, as Python's strings may have them.
/// </summary>
internal static class Utf8Bytes
{
    /// <summary>Largest code point of one byte.</summary>
    private const int LargestOne = 0x7F;

    private const int LargestTwo = 0x7FF;
    private const int LargestThree = 0xFFFF;
    private const int ContinuationBits = 6;
    private const int ContinuationMask = 0x3F;
    private const int Continuation = 0x80;
    private const int LeadOfTwo = 0xC0;
    private const int LeadOfThree = 0xE0;
    private const int LeadOfFour = 0xF0;

    /// <summary>Gets the bytes of a code point.</summary>
    /// <param name="code">The code point.</param>
    /// <returns>1 to 4.</returns>
    public static int LengthOf(int code) => code <= LargestOne ? 1 : code <= LargestTwo ? 2 : code <= LargestThree ? 3 : 4;

    /// <summary>Gets the bytes of a code point from its first.</summary>
    /// <param name="lead">The first byte.</param>
    /// <returns>1 to 4.</returns>
    public static int LengthOfLead(byte lead) => lead < Continuation ? 1 : lead < LeadOfThree ? 2 : lead < LeadOfFour ? 3 : 4;

    /// <summary>Gets the bits of a code point that are in its first byte.</summary>
    /// <param name="lead">The first byte.</param>
    /// <param name="length">Bytes of the code point.</param>
    /// <returns>The bits.</returns>
    public static int BitsOfLead(byte lead, int length) => length == 1 ? lead : lead & (ContinuationMask >> (length - 1));

    /// <summary>Appends the bits of a further byte.</summary>
    /// <param name="code">The bits before.</param>
    /// <param name="next">The byte.</param>
    /// <returns>All bits.</returns>
    public static int Append(int code, byte next) => (code << ContinuationBits) | (next & ContinuationMask);

    /// <summary>Tells whether a byte begins a code point.</summary>
    /// <param name="value">The byte.</param>
    /// <returns>False for a continuation.</returns>
    public static bool IsLead(byte value) => (value & ~ContinuationMask) != Continuation;

    /// <summary>Writes a code point.</summary>
    /// <param name="code">The code point.</param>
    /// <param name="target">Receives its bytes.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(int code, Span<byte> target)
    {
        int length = LengthOf(code);
        for (int i = length - 1; i > 0; i--)
        {
            target[i] = (byte)(Continuation | (code & ContinuationMask));
            code >>= ContinuationBits;
        }

        int mark = length switch
        {
            1 => 0,
            2 => LeadOfTwo,
            3 => LeadOfThree,
            _ => LeadOfFour,
        };
        target[0] = (byte)(mark | code);
        return length;
    }

    /// <summary>Counts the code points of a text.</summary>
    /// <param name="content">The text.</param>
    /// <returns>Bytes that begin one.</returns>
    public static int Count(ReadOnlySpan<byte> content)
    {
        int count = 0;
        foreach (byte value in content)
        {
            count += IsLead(value) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Finds where a code point begins.</summary>
    /// <param name="content">The text.</param>
    /// <param name="index">Number of the code point, at most their number.</param>
    /// <returns>Offset of its first byte, or the end.</returns>
    public static int OffsetOf(ReadOnlySpan<byte> content, int index)
    {
        int offset = 0;
        while (index-- > 0)
        {
            offset += LengthOfLead(content[offset]);
        }

        return offset;
    }
}

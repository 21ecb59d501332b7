using Compare.Engines.Abstractions.Modules;

namespace Compare.Engines.Heap.Immediates;

/// <summary>
/// How a machine word holds a number where others hold the address of an object. Addresses are aligned to blocks and their upper
/// 16 bits are zero, so no number looks like one; nor is any of them 0, which is null. The representations are MicroPython's.
/// </summary>
/// <remarks>
/// <code>
/// A  64 or 32 bits   iiii...iiii1     integer of all bits but one
///                    aaaa...a0000     address
/// C  32 bits         iiii...iiii1     integer of 31 bits
///                    ffff...fff10     single-precision float without its last two bits
///                    aaaa...a0000     address
/// D  64 bits         0000 aaaa...a    address (four hexadecimal digits, then 48 bits)
///                    0001 iiii...i1   integer of 47 bits
///                    0004 and above   double-precision float, its bits moved up by 0x8004 in the upper 16 bits
/// </code>
/// </remarks>
public readonly struct ImmediateEncoding
{
    private const int WideBits = 64;

    /// <summary>In representations A and C: an integer. In D its last bit.</summary>
    private const nint IntegerBit = 1;

    /// <summary>In representation C: a float.</summary>
    private const nint FloatBit = 2;

    /// <summary>In representation C: what tells numbers from addresses, and what is missing of a float.</summary>
    private const nint LowTags = 3;

    /// <summary>In representation D: lowest bit of what tells numbers from addresses.</summary>
    private const int HighTagShift = 48;

    /// <summary>In representation D: the first word that is a float; tags below mean addresses and integers.</summary>
    private const ulong FirstHighFloat = 4UL << HighTagShift;

    /// <summary>
    /// In representation D: added to the bits of a float. What it moves below <see cref="FirstHighFloat"/> are NaNs that no
    /// arithmetic yields: positive, with the second bit of the payload.
    /// </summary>
    private const ulong HighFloatOffset = 0x8004UL << HighTagShift;

    /// <summary>The single-precision NaN without sign and payload (IEEE 754).</summary>
    private const uint QuietNaN = 0x7FC0_0000;

    private readonly FloatPlace _floats;
    private readonly nint _integerTag;
    private readonly int _freeBits; // Upper bits of 64 that an integer's word leaves alone.

    /// <summary>Initializes a new instance of the <see cref="ImmediateEncoding"/> struct.</summary>
    /// <param name="form">What references have room for.</param>
    public ImmediateEncoding(ImmediateForm form)
    {
        bool isWide = form.WordBytes == sizeof(long);
        _floats = !form.HoldsFloats ? FloatPlace.Object
            : isWide ? FloatPlace.WideReference : FloatPlace.NarrowReference;
        bool isTaggedAbove = _floats == FloatPlace.WideReference;
        _freeBits = isTaggedAbove ? WideBits - HighTagShift : isWide ? 0 : WideBits / 2;
        _integerTag = isTaggedAbove ? ((nint)1 << HighTagShift) | IntegerBit : IntegerBit;
        TagMask = _floats switch
        {
            FloatPlace.Object => IntegerBit,
            FloatPlace.NarrowReference => LowTags,
            _ => (nint)(-1) << HighTagShift,
        };
    }

    /// <summary>Gets the bits of which at least one is set in a number and none in an address.</summary>
    public nint TagMask { get; }

    /// <summary>Gets a value indicating whether references hold floats too.</summary>
    public bool HasFloats => _floats != FloatPlace.Object;

    /// <summary>Encodes an integer.</summary>
    /// <param name="value">The integer.</param>
    /// <param name="word">Receives the machine word; upper bits that a narrow word does not have are 0.</param>
    /// <returns>False when it has too many bits.</returns>
    public bool TryEncode(long value, out nint word)
    {
        int lost = _freeBits + 1; // The tag is one bit more.
        word = (nint)((ulong)(value << lost) >> _freeBits) | _integerTag;
        return value << lost >> lost == value;
    }

    /// <summary>Encodes a float.</summary>
    /// <param name="value">The float.</param>
    /// <param name="word">Receives the machine word; upper bits that a narrow word does not have are 0.</param>
    /// <returns>False when it must be an object.</returns>
    public bool TryEncode(double value, out nint word)
    {
        switch (_floats)
        {
            case FloatPlace.NarrowReference:
                // There is one NaN: a payload could lie in the lost bits alone, and would read as infinity.
                uint bits = double.IsNaN(value) ? QuietNaN : BitConverter.SingleToUInt32Bits((float)value);
                word = (nint)(bits & ~(uint)LowTags) | FloatBit;
                return true;
            case FloatPlace.WideReference:
                ulong moved = unchecked(BitConverter.DoubleToUInt64Bits(value) + HighFloatOffset);
                word = (nint)moved;
                return moved >= FirstHighFloat;
            default:
                word = 0;
                return false;
        }
    }

    /// <summary>Tells whether a word with tag bits is an integer.</summary>
    /// <param name="word">The word.</param>
    /// <returns>True for an integer.</returns>
    public bool IsInteger(nint word) => _floats == FloatPlace.WideReference
        ? (word & (TagMask | IntegerBit)) == _integerTag
        : (word & IntegerBit) != 0;

    /// <summary>Tells whether a word with tag bits is a float.</summary>
    /// <param name="word">The word.</param>
    /// <returns>True for a float.</returns>
    public bool IsFloat(nint word) => _floats switch
    {
        FloatPlace.NarrowReference => (word & LowTags) == FloatBit,
        FloatPlace.WideReference => (nuint)word >= FirstHighFloat,
        _ => false,
    };

    /// <summary>Decodes a number.</summary>
    /// <param name="word">Its machine word.</param>
    /// <returns>An integer, or the bits of a double-precision float.</returns>
    public long Decode(nint word)
    {
        if (IsInteger(word))
        {
            return (long)word << _freeBits >> (_freeBits + 1);
        }

        return _floats == FloatPlace.WideReference
            ? unchecked((long)((ulong)word - HighFloatOffset))
            : BitConverter.DoubleToInt64Bits(BitConverter.UInt32BitsToSingle((uint)(word & ~LowTags)));
    }
}

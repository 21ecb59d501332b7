using System.Numerics;
using System.Runtime.CompilerServices;

namespace Compare.Engines.PyPy.Parameters;

/// <summary>
/// Where the bits lie that tell which parts of a large array of references were written. They precede the array's header:
/// the byte of the first cards is the one just before it, and those of later cards follow downwards.
/// </summary>
/// <param name="indicesPerCard">Items for which there is a bit, a power of two (card_page_indices).</param>
internal readonly struct CardTable(int indicesPerCard)
{
    private const int CardsPerByteShift = 3;
    private const int CardsPerWordShift = 6;
    private const int CardInByteMask = 7;

    /// <summary>Gets the power of two that <see cref="IndicesPerCard"/> is.</summary>
    public int Shift { get; } = BitOperations.IsPow2(indicesPerCard)
        ? BitOperations.Log2((uint)indicesPerCard)
        : throw new ArgumentOutOfRangeException(nameof(indicesPerCard), indicesPerCard, "Not a power of two.");

    /// <summary>Gets the items for which there is a bit.</summary>
    public int IndicesPerCard => 1 << Shift;

    /// <summary>Gets the words that an array needs for its bits.</summary>
    /// <param name="length">Its items.</param>
    public long WordsFor(long length) => RoundedUp(length, Shift + CardsPerWordShift);

    /// <summary>Gets the bytes that hold bits of an array.</summary>
    /// <param name="length">Its items.</param>
    public long BytesFor(long length) => RoundedUp(length, Shift + CardsPerByteShift);

    /// <summary>Gets the address of the byte with the bit of an item.</summary>
    /// <param name="header">Address of the array's header.</param>
    /// <param name="index">The item.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe byte* ByteOf(nint header, long index) =>
        (byte*)header - 1 - (nint)(index >> (Shift + CardsPerByteShift));

    /// <summary>Gets the bit of an item in its byte.</summary>
    /// <param name="index">The item.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte MaskOf(long index) => (byte)(1 << ((int)(index >> Shift) & CardInByteMask));

    private static long RoundedUp(long length, int shift) => (length + (1L << shift) - 1) >> shift;
}

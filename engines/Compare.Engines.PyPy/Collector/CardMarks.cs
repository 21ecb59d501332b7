using Compare.Engines.PyPy.Objects;
using Compare.Engines.PyPy.Parameters;

namespace Compare.Engines.PyPy.Collector;

/// <summary>Marking of cards: the runs of items of large arrays of references that were written.</summary>
/// <remarks>The bits of an array precede its header, see <see cref="CardTable"/>.</remarks>
internal readonly unsafe struct CardMarks
{
    private readonly CardTable _table;

    /// <summary>Initializes a new instance of the <see cref="CardMarks"/> struct.</summary>
    /// <param name="itemsPerCard">A power of two, or 0 for no cards.</param>
    public CardMarks(int itemsPerCard)
    {
        ItemsPerCard = itemsPerCard;
        _table = new(Math.Max(itemsPerCard, 1));
    }

    /// <summary>Gets the items that share a card; 0 for no cards.</summary>
    public int ItemsPerCard { get; }

    /// <summary>Gets a value indicating whether there are cards.</summary>
    public bool IsEnabled => ItemsPerCard != 0;

    /// <summary>Gets a byte of cards.</summary>
    /// <param name="array">Address of the array.</param>
    /// <param name="index">Index of the byte; byte 0 holds the first eight cards.</param>
    /// <returns>The byte.</returns>
    public static ref byte ByteAt(nint array, long index) => ref *(byte*)(array - 1 - (nint)index);

    /// <summary>Computes the bytes in front of an array, a multiple of a word.</summary>
    /// <param name="length">Its items.</param>
    /// <returns>Bytes.</returns>
    public nint ReservedBytes(long length) => (nint)_table.WordsFor(length) * ObjectHeader.SlotBytes;

    /// <summary>Computes the bytes of cards that are in use.</summary>
    /// <param name="length">Items of the array.</param>
    /// <returns>Bytes.</returns>
    public long UsedBytes(long length) => _table.BytesFor(length);

    /// <summary>Marks the card of an item.</summary>
    /// <param name="array">Address of the array.</param>
    /// <param name="item">Index of the item.</param>
    /// <returns>False when it was marked before.</returns>
    public bool Mark(nint array, long item)
    {
        byte* cards = _table.ByteOf(array, item);
        byte mask = _table.MaskOf(item);
        bool isFresh = (*cards & mask) == 0;
        *cards |= mask;
        return isFresh;
    }

    /// <summary>Tells whether the card of an item is marked.</summary>
    /// <param name="array">Address of the array.</param>
    /// <param name="item">Index of the item.</param>
    /// <returns>True when it is.</returns>
    public bool IsMarked(nint array, long item) => (*_table.ByteOf(array, item) & _table.MaskOf(item)) != 0;

    /// <summary>Marks in one array the cards that are marked in another.</summary>
    /// <param name="source">Address of the array whose cards are read.</param>
    /// <param name="target">Address of the array whose cards are marked.</param>
    /// <param name="count">Number of items, from the first.</param>
    /// <returns>True when any card of the source was marked.</returns>
    public bool Union(nint source, nint target, long count)
    {
        int any = 0;
        for (long i = UsedBytes(count) - 1; i >= 0; i--)
        {
            byte cards = ByteAt(source, i);
            ByteAt(target, i) |= cards;
            any |= cards;
        }

        return any != 0;
    }

    /// <summary>Clears all cards of an array.</summary>
    /// <param name="array">Address of the array.</param>
    /// <param name="shape">Its shape.</param>
    public void Clear(nint array, GcShape* shape)
    {
        nint bytes = ReservedBytes(ObjectHeader.Length(array, shape));
        new Span<byte>((void*)(array - bytes), (int)bytes).Clear();
    }
}

namespace Compare.Workloads.Churn;

/// <summary>
/// When the table of <see cref="HashChurn"/> is rehashed, and to which size: from counts alone, so that it is known beforehand.
/// </summary>
/// <param name="maximumLoad">Share of the items that may be used, deleted ones included.</param>
internal struct HashTableLoad(double maximumLoad)
{
    /// <summary>Items of the first table.</summary>
    private const int FirstItems = 8;

    /// <summary>A new table has room for this many times the keys that are in it.</summary>
    private const int Headroom = 2;

    private int _used;

    /// <summary>Gets the number of items of the table, a power of two.</summary>
    public int Items { get; private set; } = FirstItems;

    /// <summary>Gets the number of keys.</summary>
    public int Keys { get; private set; }

    /// <summary>Counts a key that goes; its item stays used.</summary>
    public void Delete() => Keys--;

    /// <summary>Counts a key that comes.</summary>
    /// <returns>Whether all keys go to a new table of <see cref="Items"/> items first.</returns>
    public bool Add()
    {
        bool rehash = _used + 1 > Items * maximumLoad;
        if (rehash)
        {
            Items = FirstItems;
            while (Items * maximumLoad < Headroom * (Keys + 1.0))
            {
                Items *= 2;
            }

            _used = Keys;
        }

        _used++;
        Keys++;
        return rehash;
    }
}

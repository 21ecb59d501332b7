using Compare.Engines.Abstractions.Modules;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>A dictionary of which only the size of its table is kept, grown by the rules under test.</summary>
/// <param name="rules">The rules.</param>
/// <param name="pointerBytes">Bytes of a pointer in the recorded interpreter.</param>
internal sealed class SimulatedDict(IGrowthRules rules, int pointerBytes)
{
    private const int LargestOneByteSlots = 128;
    private const int LargestTwoByteSlots = 32_768;

    private int _slots;
    private int _filled;

    /// <summary>Gets the live entries.</summary>
    public int Used { get; private set; }

    /// <summary>Gets or sets a value indicating whether every key is a string; such entries keep no hash.</summary>
    public bool HasStringKeys { get; init; }

    /// <summary>Gets the bytes of the table; 0 for the shared table of an empty dictionary.</summary>
    public long TableBytes => _slots == 0 ? 0 : HeaderBytes + (_slots * IndexBytes) + (rules.DictEntries(_slots) * EntryBytes);

    // Reference count, sizes as bytes, version and two counts.
    private long HeaderBytes => (2 * pointerBytes) + 8 + (pointerBytes == sizeof(int) ? 4 : 8);

    private long EntryBytes => (HasStringKeys ? 2 : 3) * pointerBytes;

    private long IndexBytes => _slots <= LargestOneByteSlots ? sizeof(byte)
        : _slots <= LargestTwoByteSlots ? sizeof(short) : sizeof(int);

    /// <summary>Makes a dictionary that insertion has filled.</summary>
    public static SimulatedDict Of(IGrowthRules rules, int pointerBytes, bool hasStringKeys, int entries)
    {
        SimulatedDict dict = new(rules, pointerBytes) { HasStringKeys = hasStringKeys };
        for (int i = 0; i < entries; i++)
        {
            dict.Insert();
        }

        return dict;
    }

    /// <summary>Inserts a fresh key.</summary>
    public void Insert()
    {
        if (_slots == 0 || _filled == rules.DictEntries(_slots))
        {
            Resize();
        }

        _filled++;
        Used++;
    }

    /// <summary>Deletes an entry; its place is used again only after a resize.</summary>
    public void Delete() => Used--;

    /// <summary>Makes a new table for the live entries.</summary>
    public void Resize()
    {
        _slots = rules.DictSlots(Used);
        _filled = Used;
    }
}

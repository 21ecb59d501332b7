using Compare.Engines.Abstractions.Modules;
using Compare.Engines.PyPy.Modules;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>
/// A table that a program grows by what <see cref="IGrowthRules"/> tells, of which only the sizes are kept. Where the sizes stay, or
/// the index gets another, or the entries get fewer, deleted entries are squeezed out.
/// </summary>
/// <param name="entryBytes">Bytes of an entry.</param>
/// <param name="isSet">Whether it gives up its table when it becomes empty.</param>
internal sealed class RuledTable(int entryBytes, bool isSet)
{
    private readonly IGrowthRules _rules = new PyPyGrowthRules();
    private readonly List<bool> _entries = [];

    private TableSize _size;

    /// <summary>Gets the live entries.</summary>
    public int Used { get; private set; }

    /// <summary>Gets the sizes as recorded: slots of the index, bytes of a slot, bytes of all entries.</summary>
    public int[] Sizes => _size.Slots == 0 ? [0, 0, 0] : SizesOf(_size, entryBytes);

    /// <summary>Computes sizes as recorded.</summary>
    public static int[] SizesOf(TableSize size, int entryBytes) =>
        [size.Slots, new PyPyGrowthRules().IndexSlotBytes(size.Slots), size.Entries * entryBytes];

    /// <summary>Inserts fresh keys.</summary>
    public RuledTable Insert(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Insert();
        }

        return this;
    }

    /// <summary>Inserts a fresh key.</summary>
    public void Insert()
    {
        if (_size.Slots == 0)
        {
            _size = _rules.NewTable(0);
        }

        while (_rules.IsFull(_size, _entries.Count))
        {
            Resize(_rules.GrownTable(_size, _entries.Count, Used));
        }

        _entries.Add(true);
        Used++;
    }

    /// <summary>Deletes the live entry that was inserted first.</summary>
    public void DeleteOldest() => Delete(_entries.IndexOf(true));

    /// <summary>Deletes the live entry that was inserted last.</summary>
    public void DeleteNewest() => Delete(_entries.Count - 1);

    private void Delete(int index)
    {
        _entries[index] = false;
        Used--;
        while (_entries.Count > 0 && !_entries[^1])
        {
            _entries.RemoveAt(_entries.Count - 1);
        }

        TableSize size = isSet && Used == 0 ? default : _rules.TableAfterDeletion(_size, _entries.Count, Used);
        if (size != _size)
        {
            Resize(size);
        }
    }

    private void Resize(TableSize size)
    {
        if (size == _size || size.Slots != _size.Slots || size.Entries < _size.Entries)
        {
            _ = _entries.RemoveAll(isLive => !isLive);
        }

        _size = size;
    }
}

using Compare.Engines.PyPy.Modules;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>A dictionary or set of which only the sizes of its arrays are kept, grown by the rules under test.</summary>
/// <param name="entryBytes">Bytes of an entry.</param>
/// <param name="isSet">Whether it gives up its table when it becomes empty.</param>
internal sealed class SimulatedTable(int entryBytes, bool isSet)
{
    private readonly PyPyGrowthRules _rules = new();
    private readonly List<bool> _entries = [];

    private int _slots;
    private int _filled;
    private int _capacity;
    private int _oldest;

    /// <summary>Gets the live entries.</summary>
    public int Used { get; private set; }

    /// <summary>Gets the sizes as recorded: slots of the index, bytes of a slot, bytes of all entries.</summary>
    public int[] Sizes =>
        _slots == 0 ? [0, 0, 0] : [_slots, PyPySizes.IndexSlotBytes(_slots), _capacity * entryBytes];

    /// <summary>Makes the table of a container that is recorded under a name.</summary>
    public static SimulatedTable Named(string container) => container switch
    {
        "dict of int" => new(PyPySizes.DictEntryBytes, isSet: false),
        "dict of str" => new(PyPySizes.HashedDictEntryBytes, isSet: false),
        "set of int" => new(PyPySizes.HashedSetEntryBytes, isSet: true),
        "set of str" => new(PyPySizes.SetEntryBytes, isSet: true),
        _ => throw new ArgumentOutOfRangeException(nameof(container)),
    };

    /// <summary>Inserts fresh keys.</summary>
    public SimulatedTable Insert(int count)
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
        if (_slots == 0)
        {
            _slots = _rules.DictSlots(0);
        }

        if (_entries.Count == _capacity)
        {
            if (PyPyGrowthRules.IsCompactedWhenFull(_entries.Count, Used))
            {
                Compact();
            }
            else
            {
                _capacity = PyPyGrowthRules.EntryCapacity(_capacity);
            }
        }

        if (_filled == _rules.DictEntries(_slots))
        {
            Resize();
        }

        _entries.Add(true);
        _filled++;
        Used++;
    }

    /// <summary>Deletes the live entry that was inserted first.</summary>
    public void DeleteOldest()
    {
        while (!_entries[_oldest])
        {
            _oldest++;
        }

        Delete(_oldest);
    }

    /// <summary>Deletes the live entry that was inserted last.</summary>
    public void DeleteNewest() => Delete(_entries.Count - 1);

    private void Delete(int index)
    {
        _entries[index] = false;
        Used--;
        if (Used == 0)
        {
            _entries.Clear();
            _oldest = 0;
        }

        while (_entries.Count > 0 && !_entries[^1])
        {
            _entries.RemoveAt(_entries.Count - 1);
        }

        if (Used == 0 && isSet)
        {
            (_slots, _filled, _capacity) = (0, 0, 0);
        }
        else if (PyPyGrowthRules.IsCompactedByDeletion(_capacity, Used))
        {
            Resize();
        }
    }

    private void Resize()
    {
        int slots = _rules.DictSlots(Used);
        if (slots < _slots)
        {
            Compact();
        }
        else
        {
            _slots = slots;
            _filled = Used;
        }
    }

    private void Compact()
    {
        _capacity = PyPyGrowthRules.CompactedEntryCapacity(_capacity, Used);
        _ = _entries.RemoveAll(isLive => !isLive);
        _oldest = 0;
        _filled = Used;
    }
}

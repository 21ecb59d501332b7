namespace Compare.Engines.Tests.CPython.Support;

/// <summary>
/// What the weak dictionaries of Python's library do around the weak references of the heap: an entry goes when its
/// target dies; while somebody iterates, dead entries wait until the last iterator has ended.
/// </summary>
/// <typeparam name="TEntry">The entry.</typeparam>
internal abstract class WeakTable<TEntry>(PythonHeap python)
    where TEntry : class
{
    private readonly List<TEntry> _entries = [];
    private readonly List<TEntry> _pending = [];
    private int _iterators;

    /// <summary>Gets the number of entries that are not dead.</summary>
    public int Count => _entries.Count - _pending.Count;

    /// <summary>Gets the number of entries, dead ones that wait for the end of an iteration included.</summary>
    public int Stored => _entries.Count;

    /// <summary>Gets the heap.</summary>
    protected PythonHeap Python { get; } = python;

    /// <summary>Walks over the entries whose targets live, each held while it is visited.</summary>
    public IEnumerable<TEntry> Iterate()
    {
        _iterators++;
        try
        {
            for (int index = 0; index < _entries.Count; index++)
            {
                TEntry entry = _entries[index];
                Variable target = Python.Call(WeakOf(entry));
                try
                {
                    if (!Python.IsNone(target))
                    {
                        yield return entry;
                    }
                }
                finally
                {
                    Python.Forget(target);
                }
            }
        }
        finally
        {
            _iterators--;
            Commit();
        }
    }

    /// <summary>Gets the weak reference of an entry.</summary>
    protected abstract Variable WeakOf(TEntry entry);

    /// <summary>Empties the variables of an entry that has been taken out.</summary>
    protected abstract void Release(TEntry entry);

    /// <summary>Adds an entry.</summary>
    protected void Add(TEntry entry) => _entries.Add(entry);

    /// <summary>Finds an entry that is not dead.</summary>
    protected TEntry? Find(Func<TEntry, bool> matches)
    {
        // Comparing keys may take out entries that are still to come.
        foreach (TEntry entry in _entries.ToArray())
        {
            if (_entries.Contains(entry) && !_pending.Contains(entry) && !Python.IsDead(WeakOf(entry)) && matches(entry))
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>Takes out an entry, which is there.</summary>
    protected void Remove(TEntry entry)
    {
        if (_entries.Remove(entry))
        {
            _pending.Remove(entry);
            Release(entry);
        }
    }

    /// <summary>Answers the death of an entry's target, unless the entry is gone or has another one by now.</summary>
    protected void OnDeath(TEntry entry, Variable weak)
    {
        if (!_entries.Contains(entry) || !Python.Same(WeakOf(entry), weak))
        {
            return;
        }

        if (_iterators > 0)
        {
            _pending.Add(entry);
        }
        else
        {
            Remove(entry);
        }
    }

    private void Commit()
    {
        while (_iterators == 0 && _pending.Count > 0)
        {
            Remove(_pending[^1]);
        }
    }
}

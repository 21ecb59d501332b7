namespace Compare.Engines.Tests.CPython.Support;

/// <summary>Python's <c>WeakValueDictionary</c> with numbers as keys.</summary>
internal sealed class WeakValueDictionary(PythonHeap python) : WeakTable<WeakValueDictionary.Entry>(python)
{
    /// <summary><c>dict[key] = value</c>.</summary>
    public void Set(long key, Variable value)
    {
        if (Find(entry => entry.Key == key) is { } old)
        {
            Remove(old);
        }

        Entry? added = null;
        added = new Entry(key, Python.Weak(value, weak => OnDeath(added!, weak)));
        Add(added);
    }

    /// <summary><c>dict[key]</c>, or null.</summary>
    public Variable? Get(long key) => Find(entry => entry.Key == key) is { } entry ? Python.Call(entry.Weak) : null;

    /// <summary><c>del dict[key]</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    public void Delete(long key) => Remove(Find(entry => entry.Key == key) ?? throw new KeyNotFoundException());

    /// <inheritdoc/>
    protected override Variable WeakOf(Entry entry) => entry.Weak;

    /// <inheritdoc/>
    protected override void Release(Entry entry) => Python.Forget(entry.Weak);

    /// <summary>A key with the weak reference to its value.</summary>
    internal sealed class Entry(long key, Variable weak)
    {
        /// <summary>Gets the key.</summary>
        public long Key { get; } = key;

        /// <summary>Gets the weak reference.</summary>
        public Variable Weak { get; } = weak;
    }
}

namespace Compare.Engines.Tests.CPython.Support;

/// <summary>Python's <c>WeakKeyDictionary</c>; keys are equal when their first words are.</summary>
internal sealed class WeakKeyDictionary(PythonHeap python) : WeakTable<WeakKeyDictionary.Entry>(python)
{
    /// <summary>Gets or sets what the keys' own equality does besides comparing two keys of the same hash.</summary>
    public Action? Comparing { get; set; }

    /// <summary><c>dict[key] = value</c> for a key that is new.</summary>
    public void Set(Variable key, Variable? value)
    {
        Entry? added = null;
        Variable held = Python.Name();
        Python.Assign(held, value);
        added = new Entry(Python.Weak(key, weak => OnDeath(added!, weak)), held);
        Add(added);
    }

    /// <summary><c>dict[key]</c>: the variable that holds the value, or null.</summary>
    public Variable? Get(Variable key) => Find(entry => IsKey(entry, key))?.Value;

    /// <summary><c>del dict[key]</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    public void Delete(Variable key) => Remove(Find(entry => IsKey(entry, key)) ?? throw new KeyNotFoundException());

    /// <inheritdoc/>
    protected override Variable WeakOf(Entry entry) => entry.Weak;

    /// <inheritdoc/>
    protected override void Release(Entry entry)
    {
        Python.Forget(entry.Weak);
        Python.Forget(entry.Value);
    }

    private bool IsKey(Entry entry, Variable key)
    {
        Variable own = Python.Call(entry.Weak);
        bool equal = !Python.IsNone(own) && Python.GetWord(own, 0) == Python.GetWord(key, 0);
        if (equal)
        {
            Comparing?.Invoke();
        }

        Python.Forget(own);
        return equal;
    }

    /// <summary>The weak reference to a key, with the value.</summary>
    internal sealed class Entry(Variable weak, Variable value)
    {
        /// <summary>Gets the weak reference.</summary>
        public Variable Weak { get; } = weak;

        /// <summary>Gets the variable that holds the value.</summary>
        public Variable Value { get; } = value;
    }
}

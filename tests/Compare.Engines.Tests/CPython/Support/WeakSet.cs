namespace Compare.Engines.Tests.CPython.Support;

/// <summary>Python's <c>WeakSet</c>, whose members are equal when they are the same object.</summary>
internal sealed class WeakSet(PythonHeap python) : WeakTable<WeakSet.Entry>(python)
{
    /// <summary><c>set.add(member)</c>.</summary>
    public void Add(Variable member)
    {
        if (Contains(member))
        {
            return;
        }

        Entry? added = null;
        added = new Entry(Python.Weak(member, weak => OnDeath(added!, weak)));
        Add(added);
    }

    /// <summary><c>member in set</c>.</summary>
    public bool Contains(Variable member) => FindMember(member) is not null;

    /// <summary><c>set.discard(member)</c>.</summary>
    public void Discard(Variable member)
    {
        if (FindMember(member) is { } entry)
        {
            Remove(entry);
        }
    }

    /// <inheritdoc/>
    protected override Variable WeakOf(Entry entry) => entry.Weak;

    /// <inheritdoc/>
    protected override void Release(Entry entry) => Python.Forget(entry.Weak);

    private Entry? FindMember(Variable member) => Find(entry =>
    {
        Variable own = Python.Call(entry.Weak);
        bool same = Python.Same(own, member);
        Python.Forget(own);
        return same;
    });

    /// <summary>The weak reference to a member.</summary>
    internal sealed class Entry(Variable weak)
    {
        /// <summary>Gets the weak reference.</summary>
        public Variable Weak { get; } = weak;
    }
}

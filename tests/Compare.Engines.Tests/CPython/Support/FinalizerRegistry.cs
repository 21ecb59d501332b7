namespace Compare.Engines.Tests.CPython.Support;

/// <summary>Python's <c>weakref.finalize</c>: functions that are called once, at the death of an object or before.</summary>
internal sealed class FinalizerRegistry(PythonHeap python)
{
    private readonly Dictionary<int, (Variable Weak, Action Function)> _entries = [];
    private int _last;

    /// <summary>Registers a function for an object.</summary>
    /// <returns>The number of the entry.</returns>
    public int Register(Variable target, Action function)
    {
        int number = ++_last;
        _entries.Add(number, (python.Weak(target, _ => Call(number)), function));
        return number;
    }

    /// <summary>Tells whether the function of an entry is still to be called.</summary>
    public bool IsAlive(int number) => _entries.ContainsKey(number);

    /// <summary>Gets the object of an entry, or None.</summary>
    public Variable? Peek(int number) => _entries.TryGetValue(number, out var entry) ? python.Call(entry.Weak) : null;

    /// <summary>Takes an entry out and calls its function; nothing happens when it is out already.</summary>
    public bool Call(int number) => TryRemove(number, out Action? function) && Invoke(function!);

    /// <summary>Takes an entry out without calling its function.</summary>
    public bool Detach(int number) => TryRemove(number, out _);

    private static bool Invoke(Action function)
    {
        function();
        return true;
    }

    private bool TryRemove(int number, out Action? function)
    {
        bool found = _entries.Remove(number, out var entry);
        function = entry.Function;
        if (found)
        {
            python.Forget(entry.Weak);
        }

        return found;
    }
}

namespace Compare.Engines.Tests.CPython.Support;

/// <summary>
/// Python's <c>WeakMethod</c>: a bound method is made anew at each use, so not it but its object and its function are
/// weakly referenced. The callback is called once, whichever dies first.
/// </summary>
internal sealed class WeakMethod
{
    private readonly PythonHeap _python;
    private readonly Variable _instance;
    private readonly Variable _function;
    private readonly Action? _callback;
    private bool _alive = true;

    /// <summary>Initializes a new instance of the <see cref="WeakMethod"/> class.</summary>
    public WeakMethod(PythonHeap python, Variable instance, Variable function, Action? callback = null)
    {
        _python = python;
        _callback = callback;
        _instance = python.Weak(instance, _ => OnDeath());
        _function = python.Weak(function, _ => OnDeath());
    }

    /// <summary>Makes the bound method, or None when one of its parts is dead.</summary>
    public Variable Call()
    {
        Variable instance = _python.Call(_instance);
        Variable function = _python.Call(_function);
        Variable method = _python.Name();
        if (!_python.IsNone(instance) && !_python.IsNone(function))
        {
            _python.New(method, PythonTypes.Method);
            _python.Set(method, 0, instance);
            _python.Set(method, 1, function);
        }

        _python.Forget(instance);
        _python.Forget(function);
        return method;
    }

    /// <summary>Drops the weak references; their callbacks are called no more.</summary>
    public void Drop()
    {
        _python.Forget(_instance);
        _python.Forget(_function);
    }

    private void OnDeath()
    {
        if (_alive)
        {
            _alive = false;
            _callback?.Invoke();
        }
    }
}

using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>How the recorded facts of weak references are found out.</summary>
internal static class WeakReferenceFacts
{
    private const int A = 0;

    /// <summary>Gets each fact's recorded name and its script.</summary>
    public static IReadOnlyDictionary<string, Func<PythonScript, object?>> All { get; } =
        new Dictionary<string, Func<PythonScript, object?>>(StringComparer.Ordinal)
        {
            ["plain refs shared"] = py => AreSame(py, WeakKind.Reference, hasCallback: false),
            ["plain proxies shared"] = py => AreSame(py, WeakKind.Proxy, hasCallback: false),
            ["refs with same callback shared"] = py => AreSame(py, WeakKind.Reference, hasCallback: true),
            ["callback None equals plain"] = py => AreSame(py, WeakKind.Reference, hasCallback: false),
            ["subclass refs shared"] = py => AreSame(py, WeakKind.Subclass, hasCallback: false),
            ["getweakrefs order"] = py =>
            {
                NewEight(py);
                return py.WeakReferences("x");
            },
            ["count"] = py =>
            {
                NewEight(py);
                return py.WeakCount("x");
            },
            ["callback order on refcount death"] = py =>
            {
                NewEight(py);
                py.Drop("x");
                return py.LogSoFar;
            },
            ["all refs cleared before any callback"] = AllCleared,
            ["ref died first"] = RefDiedFirst,
            ["callback drops the other weakref (both refs held only by box)"] = DropsOther,
            ["exception in one callback"] = Exception,
            ["__callback__ live"] = py => CallbackOf(py, isDead: false),
            ["__callback__ dead"] = py => CallbackOf(py, isDead: true) ? true : null,
            ["resurrect then die"] = Resurrect,
            ["parent callback before child dies"] = ParentFirst,
            ["list children callbacks order"] = ListChildren,
            ["WeakKeyDictionary value refers to key -> leak until cleared"] = KeyHeldByValue,
            ["finalize after detach"] = py =>
            {
                NewFinalize(py, "d");
                py.Drop("d", "x");
                return py.LogSoFar;
            },
            ["finalizers on one object order"] = py =>
            {
                NewFinalize(py, "0", "1", "2", "3");
                py.Drop("x");
                return py.LogSoFar;
            },
            ["finalize on cycle"] = py =>
            {
                NewFinalize(py, "cyc");
                py.Set("x", A, "x");
                py.Drop("x");
                return new object[] { py.Collect(), py.LogSoFar };
            },
            ["__del__, ref cb, finalize order (refcount)"] = py => DeathOrder(py, isCycle: false),
            ["__del__, ref cb, finalize order (gc)"] = py => DeathOrder(py, isCycle: true),
        };

    private static Action<string> Logging(PythonScript py, string name) =>
        weak => py.Log.Add($"{name}:{(py.IsDead(weak) ? "dead" : "alive")}");

    private static bool AreSame(PythonScript py, WeakKind kind, bool hasCallback)
    {
        Action<string>? callback = hasCallback ? Logging(py, "f") : null;
        py.New("x", FidelityTypes.Node);
        py.NewWeak("first", "x", kind, callback);
        py.NewWeak("second", "x", kind, callback);
        return py.Same("first", "second");
    }

    private static void NewEight(PythonScript py)
    {
        py.New("x", FidelityTypes.Node);
        py.NewWeak("cb1", "x", WeakKind.Reference, Logging(py, "cb1"));
        py.NewWeak("plain", "x", WeakKind.Reference);
        py.NewWeak("cb2", "x", WeakKind.Reference, Logging(py, "cb2"));
        py.NewWeak("proxy", "x", WeakKind.Proxy);
        py.NewWeak("sub1", "x", WeakKind.Subclass);
        py.NewWeak("cb3", "x", WeakKind.Reference, Logging(py, "cb3"));
        py.NewWeak("proxycb", "x", WeakKind.Proxy, _ => py.Log.Add("pcb"));
        py.NewWeak("sub2cb", "x", WeakKind.Subclass, Logging(py, "s2"));
    }

    private static object[] AllCleared(PythonScript py)
    {
        string[] others = ["w1", "w2", "plain", "sub"];
        void Check(string weak) => py.Log.Add(others.Select(py.IsDead).Prepend(py.IsDead(weak)).ToArray());
        py.New("x", FidelityTypes.Node);
        py.NewWeak("w1", "x", WeakKind.Reference, Check);
        py.NewWeak("w2", "x", WeakKind.Reference, Check);
        py.NewWeak("plain", "x", WeakKind.Reference);
        py.NewWeak("sub", "x", WeakKind.Subclass);
        py.Drop("x");
        return py.LogSoFar;
    }

    private static object[] RefDiedFirst(PythonScript py)
    {
        py.New("x", FidelityTypes.Node);
        py.NewWeak("w", "x", Logging(py, "w"));
        py.Drop("w", "x");
        return py.LogSoFar;
    }

    private static object[] DropsOther(PythonScript py)
    {
        Action<string> Killing(string name, string other) => _ =>
        {
            py.Log.Add(name);
            py.Drop(other);
        };
        py.New("x", FidelityTypes.Node);
        py.NewWeak("a", "x", Killing("a", "b"));
        py.NewWeak("b", "x", Killing("b", "a"));
        py.Drop("x");
        return py.LogSoFar;
    }

    // Python reports the exception at once; here it comes out at the next check point, after the other callback.
    private static object[] Exception(PythonScript py)
    {
        py.New("x", FidelityTypes.Node);
        py.NewWeak("w1", "x", Logging(py, "first-made"));
        py.NewWeak("w2", "x", _ =>
        {
            py.Log.Add("unraisable ZeroDivisionError");
            throw new InvalidDataException("callback");
        });
        py.Drop("x");
        Assert.Throws<InvalidDataException>(() => py.Collect());
        return py.LogSoFar;
    }

    private static bool CallbackOf(PythonScript py, bool isDead)
    {
        py.New("x", FidelityTypes.Node);
        py.NewWeak("w", "x", Logging(py, "w"));
        if (isDead)
        {
            py.Drop("x");
        }

        return py.HasCallback("w");
    }

    private static object[] Resurrect(PythonScript py)
    {
        py.OnFinalize(FidelityTypes.Resurrector, self =>
        {
            py.Log.Add($"del sees {(py.IsDead("w") ? "dead" : "alive")}");
            py.Copy("keep", self);
        });
        py.New("x", FidelityTypes.Resurrector);
        py.NewWeak("w", "x", Logging(py, "w"));
        py.Drop("x");
        object[] first = py.LogSoFar;
        bool isAlive = !py.IsDead("w");
        py.Drop("keep");
        return [first, isAlive, py.LogSoFar[first.Length..]];
    }

    private static object[] ParentFirst(PythonScript py)
    {
        py.New("p", FidelityTypes.Instance);
        py.New("child", FidelityTypes.Node);
        py.Set("p", A, "child");
        py.NewWeak("wp", "p", Logging(py, "parent"));
        py.NewWeak("wc", "child", Logging(py, "child"));
        py.Drop("child", "p");
        return py.LogSoFar;
    }

    private static object[] ListChildren(PythonScript py)
    {
        string[] names = ["0", "1", "2"];
        foreach (string name in names)
        {
            py.New(name, FidelityTypes.Node);
        }

        py.NewList("l", names);
        foreach (string name in names)
        {
            py.NewWeak("w" + name, name, Logging(py, name));
            py.Drop(name);
        }

        py.Drop("l");
        return py.LogSoFar;
    }

    private static long[] KeyHeldByValue(PythonScript py)
    {
        py.New("a", FidelityTypes.Node);
        py.NewWeak("key", "a", _ => py.Resize("d", 0));
        py.NewList("value", "a");
        py.NewItems("d", FidelityTypes.Dict, "key", "value");
        py.Drop("a", "key", "value");
        return [py.Length("d"), py.Collect(), py.Length("d")];
    }

    // weakref.finalize is a registered weak reference whose callback takes it out of the register and calls the function.
    private static void NewFinalize(PythonScript py, params string[] names)
    {
        py.New("x", FidelityTypes.Node);
        foreach (string name in names)
        {
            py.NewWeak(name, "x", _ =>
            {
                py.Drop(name);
                py.Log.Add(name);
            });
        }
    }

    private static object[] DeathOrder(PythonScript py, bool isCycle)
    {
        ObjectType type = FidelityTypes.FinalizableInstance;
        py.OnFinalize(type, _ => py.Log.Add("__del__"));
        py.New("x", type);
        if (isCycle)
        {
            py.Set("x", A, "x");
        }

        py.NewWeak("w", "x", Logging(py, "cb"));
        py.NewWeak("fz", "x", _ =>
        {
            py.Drop("fz");
            py.Log.Add("finalize");
        });
        py.Drop("x");
        py.Collect();
        return py.LogSoFar;
    }
}

using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>Scenarios with weak references: callbacks, their order, and who sees whom dead when.</summary>
internal static class WeakScenarios
{
    private const int A = 0;
    private const int B = 1;

    /// <summary>Gets each scenario: its recorded name, its script, and the parts that are not compared.</summary>
    public static IEnumerable<(string Name, Action<PythonScript> Script, string[] LeftOut)> All { get; } =
    [
        ("weakref_callback_outside", CallbackOutside, []),
        ("weakref_callbacks_order_one_object", OrderOfOne, []),
        ("weakref_callbacks_order_two_objects", OrderOfTwo, []),
        ("weakref_in_trash_with_callback", InTrash, []),
        ("weakref_in_trash_to_live_object", InTrashToLive, []),
        ("weakref_callback_frees_itself_counts", FreesItself, []),
        ("weak_value_dictionary_entry", py => WeakDictionaryEntry(py, isKey: false), []),
        ("weak_key_dictionary_entry", py => WeakDictionaryEntry(py, isKey: true), []),
        ("callback_before_finalizer", BeforeFinalizer, []),
        ("weakref_without_callback_seen_by_finalizer", PlainSeenByFinalizer, []),
        ("weakref_with_callback_seen_by_finalizer", SeenByFinalizer, []),
        ("weakref_of_resurrected_object", OfResurrected, []),
        ("refcount_death_order_finalizer_vs_weakref", DeathByCount, []),
        ("refcount_resurrection_keeps_weakrefs", ResurrectionByCount, []),
        ("wr_callback_may_resurrect_nothing", ResurrectsNothing, []),
        ("weakref_subclass_and_proxy_cleared", SubclassAndProxy, ["proxy"]),
    ];

    private static Action<string> Logging(PythonScript py, string name) =>
        weak => py.Log.Add($"cb {name} -> {(py.IsDead(weak) ? "dead" : "alive")}");

    private static void NewCycle(PythonScript py, string name, ObjectType type)
    {
        py.New(name, type);
        py.Set(name, A, name);
    }

    private static void CallbackOutside(PythonScript py)
    {
        NewCycle(py, "x", FidelityTypes.Node);
        py.NewWeak("w", "x", Logging(py, "w"));
        py.Drop("x");
        py.Result["ret"] = new[] { py.Collect() };
        py.Result["dead"] = py.IsDead("w");
    }

    private static void OrderOfOne(PythonScript py)
    {
        NewCycle(py, "x", FidelityTypes.Node);
        foreach (string name in new[] { "0", "1", "2", "3" })
        {
            py.NewWeak(name, "x", Logging(py, name));
        }

        py.Drop("x");
        py.Result["ret"] = new[] { py.Collect() };
    }

    private static void OrderOfTwo(PythonScript py)
    {
        py.New("x", FidelityTypes.Node);
        py.New("y", FidelityTypes.Node);
        py.Set("x", A, "y");
        py.Set("y", A, "x");
        py.NewWeak("w1", "y", Logging(py, "y1"));
        py.NewWeak("w2", "x", Logging(py, "x1"));
        py.NewWeak("w3", "x", Logging(py, "x2"));
        py.NewWeak("w4", "y", Logging(py, "y2"));
        py.Drop("x", "y");
        py.Result["ret"] = new[] { py.Collect() };
    }

    // A callback is no object here; the function, its closure and its cell hang on the weak reference's owner instead.
    private static void NewCallbackObjects(PythonScript py, string owner)
    {
        py.New("cell", FidelityTypes.Cell);
        py.NewTuple("closure", "cell");
        py.New("function", FidelityTypes.Function);
        py.Set("function", 0, "closure");
        py.Set(owner, 2, "function");
        py.Drop("cell", "closure", "function");
    }

    private static void InTrash(PythonScript py)
    {
        NewCycle(py, "x", FidelityTypes.Instance);
        NewCallbackObjects(py, "x");
        py.NewWeak("w", "x", Logging(py, "in-trash"));
        py.Set("x", B, "w");
        py.Drop("w", "x");
        py.Result["ret"] = new[] { py.Collect() };
    }

    private static void InTrashToLive(PythonScript py)
    {
        py.New("live", FidelityTypes.Node);
        NewCycle(py, "x", FidelityTypes.Instance);
        NewCallbackObjects(py, "x");
        py.NewWeak("w", "live", Logging(py, "live"));
        py.Set("x", B, "w");
        py.Drop("w", "x");
        py.Result["ret"] = new[] { py.Collect() };
        py.Drop("live");
    }

    private static void FreesItself(PythonScript py)
    {
        NewCycle(py, "x", FidelityTypes.Node);
        py.NewList("box");
        py.NewWeak("w", "x", _ =>
        {
            py.Log.Add("cb");
            py.Resize("box", 0);
        });
        py.Append("box", "w");
        py.Drop("w", "x");
        py.Result["ret"] = new[] { py.Collect() };
    }

    // The dictionary's weak reference is its key or its value; the callback removes the entry.
    private static void WeakDictionaryEntry(PythonScript py, bool isKey)
    {
        NewCycle(py, "x", FidelityTypes.Node);
        py.NewWeak("w", "x", _ => py.Resize("d", 0));
        py.NewItems("d", FidelityTypes.Dict, isKey ? "w" : null, isKey ? null : "w");
        py.Drop("w", "x");
        py.Result["ret"] = new[] { py.Collect() };
        py.Result["len"] = py.Length("d");
    }

    private static void BeforeFinalizer(PythonScript py)
    {
        FinalizerScenarios.DefineClasses(py);
        NewCycle(py, "x", FidelityTypes.Finalizable);
        py.NewWeak("w", "x", Logging(py, "w"));
        py.Drop("x");
        py.Result["ret"] = new[] { py.Collect() };
    }

    private static void PlainSeenByFinalizer(PythonScript py)
    {
        py.OnFinalize(FidelityTypes.Finalizable, _ =>
            py.Log.Add("plain wr in finalizer: " + (py.IsDead("w") ? "dead" : "alive")));
        NewCycle(py, "x", FidelityTypes.Finalizable);
        py.NewWeak("w", "x");
        py.Drop("x");
        py.Result["ret"] = new[] { py.Collect() };
        py.Result["after"] = py.IsDead("w");
    }

    private static void SeenByFinalizer(PythonScript py)
    {
        py.OnFinalize(FidelityTypes.Finalizable, _ =>
            py.Log.Add("wr+cb in finalizer: " + (py.IsDead("w") ? "dead" : "alive")));
        NewCycle(py, "x", FidelityTypes.Finalizable);
        py.NewWeak("w", "x", Logging(py, "w"));
        py.Drop("x");
        py.Result["ret"] = new[] { py.Collect() };
    }

    private static void OfResurrected(PythonScript py)
    {
        FinalizerScenarios.DefineClasses(py);
        NewCycle(py, "x", FidelityTypes.Resurrector);
        py.NewWeak("w0", "x");
        py.NewWeak("w1", "x", Logging(py, "w1"));
        py.Drop("x");
        py.Result["ret"] = new[] { py.Collect() };
        py.Result["plain_alive_after_resurrection"] = !py.IsDead("w0");
        py.Result["cb_ref_alive_after_resurrection"] = !py.IsDead("w1");
    }

    private static void DeathByCount(PythonScript py)
    {
        string State(string weak) => py.IsDead(weak) ? "dead" : "alive";
        py.OnFinalize(FidelityTypes.Finalizable, _ => py.Log.Add($"del; wr {State("w")}, plain {State("p")}"));
        py.New("x", FidelityTypes.Finalizable);
        py.NewWeak("w", "x", Logging(py, "w"));
        py.NewWeak("p", "x");
        py.Drop("x");
        py.Result["ret"] = Array.Empty<long>();
    }

    private static void ResurrectionByCount(PythonScript py)
    {
        FinalizerScenarios.DefineClasses(py);
        py.New("x", FidelityTypes.Resurrector);
        py.NewWeak("w", "x", Logging(py, "w"));
        py.NewWeak("p", "x");
        py.Drop("x");
        py.Result["alive_after_resurrection"] = new[] { !py.IsDead("w"), !py.IsDead("p") };
        py.Log.Add("second drop");
        py.Drop("keeper");
        py.Result["ret"] = Array.Empty<long>();
    }

    private static void ResurrectsNothing(PythonScript py)
    {
        List<bool> dead = [];
        NewCycle(py, "x", FidelityTypes.Node);
        py.NewWeak("w", "x", weak => dead.Add(py.IsDead(weak)));
        py.Drop("x");
        py.Result["ret"] = new[] { py.Collect() };
        py.Result["got"] = dead;
    }

    // The record has the text of Python's ReferenceError for the proxy.
    private static void SubclassAndProxy(PythonScript py)
    {
        NewCycle(py, "x", FidelityTypes.Node);
        py.NewWeak("p", "x", WeakKind.Proxy);
        py.NewWeak("w", "x", WeakKind.Subclass);
        py.Drop("x");
        py.Result["ret"] = new[] { py.Collect() };
        Assert.True(py.IsDead("p"));
        py.Result["ref"] = py.IsDead("w");
    }
}

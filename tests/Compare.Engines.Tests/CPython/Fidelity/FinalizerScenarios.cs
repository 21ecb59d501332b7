using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>Scenarios with finalizers: their order, resurrection, and what they may do.</summary>
internal static class FinalizerScenarios
{
    private const int A = 0;
    private const int B = 1;
    private const string Keeper = "keeper";

    /// <summary>Gets each scenario: its recorded name, its script, and the parts that are not compared.</summary>
    public static IEnumerable<(string Name, Action<PythonScript> Script, string[] LeftOut)> All { get; } =
    [
        ("cycle_with_finalizer", CycleWithFinalizer, []),
        ("ring_finalizer_order", RingOrder, []),
        ("finalizer_order_after_promotion", OrderAfterPromotion, []),
        ("resurrect_self", ResurrectSelf, []),
        ("resurrect_pulls_in_everything_reachable", ResurrectAll, []),
        ("resurrect_one_of_two_cycles", ResurrectOne, []),
        ("finalizer_breaks_cycle_itself", BreaksCycle, []),
        ("finalizer_kills_all_of_the_trash", KillsAll, []),
        ("finalizer_creates_new_cycle", CreatesCycle, []),
        ("finalizer_raises", Raises, []),
        ("finalizer_once_refcount_path", OnceByCount, []),
        ("finalizer_sees_intact_object", SeesIntactObject, []),
        ("clear_order_of_list_ring", ClearOrder, []),
        ("introspection_during_finalizer", Introspection, ["log"]),
        ("introspection_during_refcount_finalizer", IntrospectionByCount, []),
        ("uncollectable_legacy_tp_del", Legacy, []),
        ("saveall", SaveAll, []),
    ];

    /// <summary>Makes the finalizers of the script's classes F, which logs, and Res, which resurrects too.</summary>
    public static void DefineClasses(PythonScript py)
    {
        py.OnFinalize(FidelityTypes.Finalizable, self => py.Log.Add("del " + py.LabelOf(self)));
        py.OnFinalize(FidelityTypes.Resurrector, self =>
        {
            py.Log.Add("del " + py.LabelOf(self));
            py.Copy(Keeper, self);
        });
    }

    private static void NewCycle(PythonScript py, string name, ObjectType type)
    {
        py.New(name, type);
        py.Set(name, A, name);
    }

    private static void CycleWithFinalizer(PythonScript py)
    {
        DefineClasses(py);
        NewCycle(py, "x", FidelityTypes.Finalizable);
        py.Drop("x");
        py.Result["ret"] = new[] { py.Collect(), py.Collect() };
    }

    private static void RingOrder(PythonScript py)
    {
        DefineClasses(py);
        py.New("a", FidelityTypes.Finalizable);
        py.New("b", FidelityTypes.Finalizable);
        py.New("c", FidelityTypes.Finalizable);
        py.Set("a", A, "c");
        py.Set("c", A, "b");
        py.Set("b", A, "a");
        py.Drop("a", "b", "c");
        py.Result["ret"] = new[] { py.Collect() };
    }

    private static void OrderAfterPromotion(PythonScript py)
    {
        DefineClasses(py);
        py.New("a", FidelityTypes.Finalizable);
        py.New("b", FidelityTypes.Finalizable);
        py.New("c", FidelityTypes.Finalizable);
        py.Set("b", A, "a");
        py.Set("c", A, "b");
        py.Drop("a", "b");
        long first = py.Collect();
        py.Get("inner", "c", A);
        py.Get("inner", "inner", A);
        py.Set("inner", A, "c");
        py.Drop("inner", "c");
        py.Result["ret"] = new[] { first, py.Collect() };
    }

    private static void ResurrectSelf(PythonScript py)
    {
        DefineClasses(py);
        NewCycle(py, "x", FidelityTypes.Resurrector);
        py.Drop("x");
        long first = py.Collect();
        py.Result["alive_after_first"] = py.Has(Keeper) ? 1 : 0;
        py.Result["is_finalized"] = py.IsFinalized(Keeper);
        py.Result["tracked"] = py.IsTracked(Keeper);
        long second = py.Collect();
        py.Drop(Keeper);
        py.Result["ret"] = new[] { first, second, py.Collect() };
    }

    private static void ResurrectAll(PythonScript py)
    {
        DefineClasses(py);
        py.New("x", FidelityTypes.Resurrector);
        py.New("y", FidelityTypes.Node);
        py.New("z", FidelityTypes.Node);
        py.Set("x", A, "y");
        py.Set("y", A, "x");
        py.Set("y", B, "z");
        py.Drop("x", "y", "z");
        long first = py.Collect();
        py.Get("k", Keeper, A);
        py.Get("k", "k", B);
        py.Result["z_alive"] = py.LabelOf("k");
        py.Drop("k", Keeper);
        py.Result["ret"] = new[] { first, py.Collect() };
    }

    private static void ResurrectOne(PythonScript py)
    {
        DefineClasses(py);
        NewCycle(py, "x", FidelityTypes.Resurrector);
        NewCycle(py, "y", FidelityTypes.Finalizable);
        NewCycle(py, "z", FidelityTypes.Node);
        py.Drop("x", "y", "z");
        long first = py.Collect();
        py.Result["kept"] = py.Has(Keeper) ? 1 : 0;
        py.Drop(Keeper);
        py.Result["ret"] = new[] { first, py.Collect() };
    }

    private static void DefineCutter(PythonScript py) => py.OnFinalize(FidelityTypes.Finalizable, self =>
    {
        py.Log.Add("del " + py.LabelOf(self));
        py.Set(self, A, null);
    });

    private static void BreaksCycle(PythonScript py)
    {
        DefineCutter(py);
        py.New("x", FidelityTypes.Finalizable);
        py.New("y", FidelityTypes.Node);
        py.Set("x", A, "y");
        py.Set("y", A, "x");
        py.Drop("x", "y");
        py.Result["ret"] = new[] { py.Collect() };
    }

    private static void KillsAll(PythonScript py)
    {
        DefineCutter(py);
        NewCycle(py, "x", FidelityTypes.Finalizable);
        py.Drop("x");
        py.Result["ret"] = new[] { py.Collect() };
    }

    private static void CreatesCycle(PythonScript py)
    {
        py.OnFinalize(FidelityTypes.Finalizable, _ =>
        {
            py.NewList("l");
            py.Append("l", "l");
            py.Log.Add("del");
            py.Drop("l");
        });
        NewCycle(py, "x", FidelityTypes.Finalizable);
        py.Drop("x");
        py.Result["ret"] = new[] { py.Collect(), py.Collect(), py.Collect() };
    }

    // Python reports the exception and goes on; here it comes out of the collection, which has done its work.
    private static void Raises(PythonScript py)
    {
        py.OnFinalize(FidelityTypes.Finalizable, _ => throw new InvalidDataException("finalizer"));
        NewCycle(py, "x", FidelityTypes.Finalizable);
        py.Drop("x");
        long before = py.Statistics[2][1];
        Assert.Throws<InvalidDataException>(() => py.Collect());
        py.Log.Add("unraisable ValueError");
        py.Result["ret"] = new[] { py.Statistics[2][1] - before };
    }

    private static void OnceByCount(PythonScript py)
    {
        DefineClasses(py);
        py.New("x", FidelityTypes.Resurrector);
        py.Drop("x");
        py.Result["resurrected"] = py.Has(Keeper) ? 1 : 0;
        py.Result["is_finalized"] = py.IsFinalized(Keeper);
        py.Drop(Keeper);
        py.Result["ret"] = new[] { py.Collect() };
    }

    private static void SeesIntactObject(PythonScript py)
    {
        py.OnFinalize(FidelityTypes.Finalizable, self =>
        {
            py.Get("peer", self, A);
            py.Log.Add($"{py.LabelOf(self)} sees peer {(py.Has("peer") ? py.LabelOf("peer") : "cleared")}");
            py.Drop("peer");
        });
        py.New("x", FidelityTypes.Finalizable);
        py.New("y", FidelityTypes.Finalizable);
        py.Set("x", A, "y");
        py.Set("y", A, "x");
        py.Drop("x", "y");
        py.Result["ret"] = new[] { py.Collect() };
    }

    private static void ClearOrder(PythonScript py)
    {
        py.OnFinalize(FidelityTypes.Finalizable, self => py.Log.Add("sent " + py.LabelOf(self)));
        string[] lists = ["A", "B", "C"];
        foreach (string list in lists)
        {
            py.NewList(list, [null]);
        }

        foreach (string list in lists)
        {
            string sentinel = list.ToLowerInvariant();
            py.New(sentinel, FidelityTypes.Finalizable);
            py.Append(list, sentinel);
            py.Drop(sentinel);
        }

        py.Append("A", "B");
        py.Append("B", "C");
        py.Append("C", "A");
        py.Drop(lists);
        py.Result["ret"] = new[] { py.Collect() };
    }

    // The record counts one referrer, a cell of the finalizer's own code; there is no such code here.
    private static void Introspection(PythonScript py)
    {
        py.OnFinalize(FidelityTypes.Finalizable, self =>
        {
            Assert.DoesNotContain(py.LabelOf(self), py.Objects(null));
            Assert.Empty(py.Referrers(self));
            Assert.True(py.IsTracked(self));
            Assert.True(py.IsFinalized(self));
            py.Log.Add("looked");
        });
        NewCycle(py, "x", FidelityTypes.Finalizable);
        py.Drop("x");
        py.Result["ret"] = new[] { py.Collect() };
        Assert.Single(py.Log);
    }

    private static void IntrospectionByCount(PythonScript py)
    {
        py.OnFinalize(FidelityTypes.Finalizable, self => py.Log.Add(new object[]
        {
            "in gen0", py.GenerationsOf(self).Contains(0), "tracked", py.IsTracked(self), "finalized flag",
            py.IsFinalized(self),
        }));
        py.New("x", FidelityTypes.Finalizable);
        py.Drop("x");
        py.Result["ret"] = Array.Empty<long>();
    }

    private static void Legacy(PythonScript py)
    {
        py.OnLegacyFinalize(FidelityTypes.Legacy, () => py.Log.Add("tp_del"));
        py.New("x", FidelityTypes.Legacy);
        py.New("y", FidelityTypes.Node);
        py.New("z", FidelityTypes.Node);
        py.Set("x", 0, "y");
        py.Set("y", A, "x");
        py.Set("y", B, "z");
        py.Drop("x", "y", "z");
        long first = py.Collect();
        py.Result["garbage_types"] = py.Garbage();
        long second = py.Collect();
        py.Result["garbage_len_after_2nd"] = py.Garbage().Count;
        py.GetGarbage("o");
        py.ClearGarbage();
        py.Get("y", "o", 0);
        py.Set("y", A, null);
        py.Drop("y", "o");
        py.Result["ret"] = new[] { first, second, py.Collect() };
    }

    private static void SaveAll(PythonScript py)
    {
        DefineClasses(py);
        py.SaveAll = true;
        NewCycle(py, "x", FidelityTypes.Finalizable);
        py.NewList("y");
        py.Append("y", "y");
        py.Drop("x", "y");
        long first = py.Collect();
        py.Result["garbage"] = py.Garbage();
        py.SaveAll = false;
        long second = py.Collect();
        py.Result["still"] = py.Garbage().Count;
        py.ClearGarbage();
        py.Result["ret"] = new[] { first, second, py.Collect() };
    }
}

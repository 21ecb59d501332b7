using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>Scenarios with cycles of all kinds of containers, generations, untracking and depth.</summary>
internal static class CycleScenarios
{
    private const int A = 0;
    private const int Deep = 1_000_000;

    /// <summary>Gets each scenario: its recorded name, its script, and the parts that are not compared.</summary>
    public static IEnumerable<(string Name, Action<PythonScript> Script, string[] LeftOut)> All { get; } =
    [
        ("list_self_cycle", ListSelfCycle, []),
        ("two_lists", TwoLists, []),
        ("dict_self_cycle", DictSelfCycle, []),
        ("set_cycle_via_instance", SetCycle, []),
        ("tuple_in_cycle", TupleInCycle, []),
        ("instance_self_cycle", py => SelfCycle(py, FidelityTypes.Instance), []),
        ("slotted_self_cycle", py => SelfCycle(py, FidelityTypes.Node), []),
        ("ring_of_100", py => Ring(py, 100), []),
        ("long_ring_1e6", py => Ring(py, Deep), []),
        ("recursive_closure", RecursiveClosure, []),
        ("cycle_with_tail", CycleWithTail, []),
        ("cycle_with_tail_after_survival", CycleWithTailAfterSurvival, []),
        ("acyclic_is_not_counted", Acyclic, []),
        ("generations_young_only", YoungOnly, []),
        ("young_garbage_held_by_old_garbage", HeldByOldGarbage, []),
        ("old_live_keeps_young", KeptByOld, []),
        ("collect_all_is_default", CollectAllIsDefault, []),
        ("deep_nesting_1e6_refcount", DeepNesting, []),
        ("deep_nesting_1e6_in_cycle", DeepNestingInCycle, []),
        ("deep_tuple_chain_1e6_in_cycle", DeepTuplesInCycle, []),
        ("list_order_after_survival", ListOrder, []),
        ("tuple_untracking", TupleUntracking, ["tracked/const tuple", "tracked/tuple subclass instance"]),
        ("tuple_untracking_reverse_order", TupleUntrackingReversed, []),
        ("dict_untracking", DictUntracking,
            ["tracked/instance __dict__", "tracked/instance dict with int", "tracked/dict subclass"]),
    ];

    private static void ListSelfCycle(PythonScript py)
    {
        py.NewList("l");
        py.Append("l", "l");
        py.Drop("l");
        py.Result["ret"] = new[] { py.Collect(), py.Collect() };
    }

    private static void TwoLists(PythonScript py)
    {
        py.NewList("a");
        py.NewList("b", "a");
        py.Append("a", "b");
        py.Drop("a", "b");
        py.Result["ret"] = new[] { py.Collect() };
    }

    private static void DictSelfCycle(PythonScript py)
    {
        py.NewItems("d", FidelityTypes.Dict, null, null);
        py.SetItem("d", 1, "d");
        py.Drop("d");
        py.Result["ret"] = new[] { py.Collect() };
    }

    private static void SetCycle(PythonScript py)
    {
        py.New("s", FidelityTypes.Set);
        py.New("x", FidelityTypes.Node);
        py.Set("x", A, "s");
        py.Resize("s", 1);
        py.SetItem("s", 0, "x");
        py.Drop("s", "x");
        py.Result["ret"] = new[] { py.Collect() };
    }

    private static void TupleInCycle(PythonScript py)
    {
        py.NewList("l");
        py.NewTuple("t", "l");
        py.Append("l", "t");
        py.Drop("l", "t");
        py.Result["ret"] = new[] { py.Collect() };
    }

    private static void SelfCycle(PythonScript py, ObjectType type)
    {
        py.New("x", type);
        py.Set("x", A, "x");
        py.Drop("x");
        py.Result["ret"] = new[] { py.Collect() };
    }

    private static void Ring(PythonScript py, int length)
    {
        py.New("first", FidelityTypes.Node);
        py.Copy("previous", "first");
        for (int i = 1; i < length; i++)
        {
            py.New("q", FidelityTypes.Node);
            py.Set("previous", A, "q");
            py.Move("previous", "q");
        }

        py.Set("previous", A, "first");
        py.Drop("first", "previous");
        py.Result["ret"] = new[] { py.Collect() };
    }

    private static void RecursiveClosure(PythonScript py)
    {
        py.New("cell", FidelityTypes.Cell);
        py.NewTuple("closure", "cell");
        py.New("f", FidelityTypes.Function);
        py.Set("f", A, "closure");
        py.Set("cell", 0, "f");
        py.Drop("cell", "closure", "f");
        py.Result["ret"] = new[] { py.Collect() };
    }

    private static void CycleWithTail(PythonScript py)
    {
        // The tuple is a constant of the compiler, which earlier collections have untracked.
        NewConstantTuple(py, "constant");
        py.NewList("l");
        py.Append("l", "l");
        py.NewList("a");
        py.NewList("b");
        py.NewList("c");
        py.NewList("tail", "a", "b", "c");
        py.Append("l", "tail");
        py.Append("l", "constant");
        py.NewArray("s", FidelityTypes.Str, 1);
        py.Append("l", "s");
        py.New("one", FidelityTypes.Int);
        py.NewItems("d", FidelityTypes.Dict, "s", "one");
        py.Append("l", "d");
        py.Drop("a", "b", "c", "tail", "s", "one", "d", "l");
        py.Result["ret"] = new[] { py.Collect() };
    }

    private static void CycleWithTailAfterSurvival(PythonScript py)
    {
        NewConstantTuple(py, "constant");
        py.NewList("l");
        py.Append("l", "l");
        py.Append("l", "constant");
        py.New("one", FidelityTypes.Int);
        py.NewItems("d", FidelityTypes.Dict, null, "one");
        py.Append("l", "d");
        py.Drop("one", "d");
        long first = py.Collect();
        py.Drop("l");
        py.Result["ret"] = new[] { first, py.Collect() };
    }

    private static void NewConstantTuple(PythonScript py, string name)
    {
        py.New("one", FidelityTypes.Int);
        py.New("two", FidelityTypes.Int);
        py.NewTuple(name, "one", "two");
        py.Drop("one", "two");
        py.Collect();
    }

    private static void Acyclic(PythonScript py)
    {
        py.NewList("a");
        py.NewList("b");
        py.NewList("c");
        py.NewList("l", "a", "b", "c");
        py.Drop("a", "b", "c", "l");
        py.Result["ret"] = new[] { py.Collect() };
    }

    private static void NewCycle(PythonScript py, string name)
    {
        py.New(name, FidelityTypes.Node);
        py.Set(name, A, name);
    }

    private static void YoungOnly(PythonScript py)
    {
        NewCycle(py, "a");
        py.Collect(0);
        py.Drop("a");
        NewCycle(py, "b");
        py.Drop("b");
        py.Result["ret"] = new[] { py.Collect(0), py.Collect(1), py.Collect(2) };
    }

    private static void HeldByOldGarbage(PythonScript py)
    {
        NewCycle(py, "o");
        py.Collect();
        NewCycle(py, "y");
        py.Set("o", 1, "y");
        py.Drop("o", "y");
        py.Result["ret"] = new[] { py.Collect(0), py.Collect(1), py.Collect(2) };
    }

    private static void KeptByOld(PythonScript py)
    {
        py.New("o", FidelityTypes.Node);
        py.Collect();
        NewCycle(py, "y");
        py.Set("o", 1, "y");
        py.Drop("y");
        long first = py.Collect(0);
        py.Set("o", 1, null);
        py.Result["ret"] = new[] { first, py.Collect(0), py.Collect(1), py.Collect(2) };
    }

    private static void CollectAllIsDefault(PythonScript py)
    {
        NewCycle(py, "a");
        py.Collect();
        py.Drop("a");
        py.Result["ret"] = new[] { py.Collect(0), py.Collect(1), py.Collect() };
    }

    private static void DeepNesting(PythonScript py)
    {
        py.NewList("x");
        py.Nest("x", FidelityTypes.List, Deep);
        py.Drop("x");
        py.Result["ret"] = new[] { py.Collect() };
    }

    private static void DeepNestingInCycle(PythonScript py)
    {
        py.NewList("root");
        py.Copy("x", "root");
        py.Nest("x", FidelityTypes.List, Deep);
        py.Append("root", "x");
        py.Drop("x", "root");
        py.Result["ret"] = new[] { py.Collect() };
    }

    private static void DeepTuplesInCycle(PythonScript py)
    {
        py.NewList("root");
        py.NewTuple("x", "root");
        py.Nest("x", FidelityTypes.Tuple, Deep);

        py.Append("root", "x");
        py.Drop("x", "root");
        py.Result["ret"] = new[] { py.Collect() };
    }

    private static void ListOrder(PythonScript py)
    {
        py.New("a", FidelityTypes.Node);
        py.New("b", FidelityTypes.Node);
        py.New("c", FidelityTypes.Node);
        py.New("d", FidelityTypes.Node);
        py.Set("d", A, "c");
        py.Set("c", A, "b");
        py.Set("b", A, "a");
        py.Drop("a", "b", "c");
        Dictionary<string, object?> order = new(StringComparer.Ordinal) { ["gen0 before"] = py.Objects(0) };
        py.Collect(0);
        IReadOnlyList<string> middle = py.Objects(1);
        order["older after collect(0)"] = middle.Count > 0 ? middle : py.Objects(2);
        py.Collect(0);
        py.Collect();
        order["after full"] = py.Objects(2);
        py.Result["order"] = order;
        py.Result["ret"] = Array.Empty<long>();
    }

    private static void TupleUntracking(PythonScript py)
    {
        bool[] Tracked(params string[] names) => [.. names.Select(py.IsTracked)];
        py.New("1", FidelityTypes.Int);
        py.NewArray("s", FidelityTypes.Str, 1);
        py.NewTuple("i1", "1", "1", "s");
        py.NewList("list");
        py.NewTuple("m", "list", "1");
        py.NewTuple("i2", "i1", "1");
        py.NewTuple("i3", "i2", null);
        py.NewTuple("()");
        Dictionary<string, object?> tracked = new(StringComparer.Ordinal)
        {
            ["new"] = Tracked("i1", "i2", "i3", "m", "()"),
        };
        py.Collect(0);
        tracked["after collect(0)"] = Tracked("i1", "i2", "i3", "m", "()");
        py.Collect();
        tracked["after collect(2)"] = Tracked("i1", "i2", "i3", "m", "()");
        py.NewTuple("a", "1");
        py.NewTuple("b", "a");
        py.NewTuple("c", "b");
        tracked["chain new"] = Tracked("a", "b", "c");
        py.Collect(0);
        tracked["chain after 1"] = Tracked("a", "b", "c");
        py.Result["tracked"] = tracked;
        py.Result["ret"] = Array.Empty<long>();
    }

    private static void TupleUntrackingReversed(PythonScript py)
    {
        py.Result["ret"] = Array.Empty<long>();
        Dictionary<string, object?> tracked = new(StringComparer.Ordinal);
        py.Result["tracked"] = tracked;
        py.New("1", FidelityTypes.Int);
        py.NewTuple("outer", null, "1");
        py.NewTuple("inner", "1", "1");
        py.SetElement("outer", 0, "inner");
        tracked["before"] = new[] { py.IsTracked("outer"), py.IsTracked("inner") };
        py.Collect(0);
        tracked["after 1 collection"] = new[] { py.IsTracked("outer"), py.IsTracked("inner") };
        py.Collect(1);
        tracked["after 2 collections"] = new[] { py.IsTracked("outer"), py.IsTracked("inner") };
    }

    private static void DictUntracking(PythonScript py)
    {
        Dictionary<string, object?> tracked = new(StringComparer.Ordinal);
        void Note(string fact, string name) => tracked[fact] = py.IsTracked(name);
        void NotePair(string fact) => tracked[fact] = new[] { py.IsTracked("d"), py.IsTracked("d2") };
        NewConstantTuple(py, "constant");
        py.New("1", FidelityTypes.Int);
        NewDict("d", 3);
        Note("{}", "d");
        py.SetItem("d", 1, "1");
        Note("+int", "d");
        py.SetItem("d", 3, "constant");
        Note("+tuple const", "d");

        // A tuple that is tracked: in 3.14 one of numbers never is, but dictionaries always are.
        py.NewTuple("fresh", "1", "1");
        py.SetItem("d", 5, "fresh");
        Note("+fresh tracked tuple", "d");
        NewDict("d2", 2);
        py.NewList("l");
        py.SetItem("d2", 1, "l");
        Note("d2+list", "d2");
        py.SetItem("d2", 1, null);
        Note("d2 list replaced", "d2");
        py.Collect(0);
        py.Collect(1);
        NotePair("after collect(0),collect(1)");
        py.Collect(2);
        NotePair("after collect(2)");
        py.Collect(2);
        NotePair("after 2nd collect(2)");
        py.SetItem("d2", 3, "l");
        Note("d2 re-tracked on insert", "d2");

        py.NewItems("of int", FidelityTypes.Dict, null, "1");
        Note("dict(a=1)", "of int");
        Note("copy of untracked", "of int");
        py.NewItems("of list", FidelityTypes.Dict, "1", "l");
        Note("{1:[]}", "of list");
        py.New("instance", FidelityTypes.Instance);
        Note("instance", "instance");
        py.NewItems("empty", FidelityTypes.Dict);
        py.NewItems("nested", FidelityTypes.Dict, "1", "empty");
        Note("defaultdict-like nested {1:{}}", "nested");
        py.NewItems("nested", FidelityTypes.Dict, "1", "of list");
        Note("{1:{2:[]}}", "nested");
        py.Result["tracked"] = tracked;
        py.Result["ret"] = Array.Empty<long>();

        void NewDict(string name, int entries)
        {
            py.New(name, FidelityTypes.Dict);
            py.Resize(name, entries);
        }
    }
}

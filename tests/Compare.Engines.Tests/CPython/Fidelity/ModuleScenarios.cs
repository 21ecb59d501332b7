using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>Scenarios of the gc module: introspection, freezing, callbacks, statistics.</summary>
internal static class ModuleScenarios
{
    private const int A = 0;
    private const int B = 1;

    private static readonly long[] s_none = [];

    /// <summary>Gets each scenario: its recorded name, its script, and the parts that are not compared.</summary>
    public static IEnumerable<(string Name, Action<PythonScript> Script, string[] LeftOut)> All { get; } =
    [
        ("tracked_by_type", TrackedByType,
            ["tracked/int type", "tracked/code", "tracked/module", "tracked/frame"]),
        ("freeze_unfreeze", FreezeUnfreeze, ["facts/freeze_count0", "facts/get_objects_after_freeze_small"]),
        ("unfrozen_go_to_oldest", UnfrozenGoToOldest, []),
        ("frozen_objects_act_as_roots", FrozenAreRoots, []),
        ("callbacks_info", CallbacksInfo, []),
        ("callback_runs_collect", CallbackRunsCollect, []),
        ("stats_accumulate", StatisticsAccumulate, ["keys"]),
        ("referents_order", ReferentsOrder, ["tuple", "slotted", "instance", "int", "weakref"]),
        ("referrers", Referrers, ["none_for_untracked_holder"]),
        ("get_objects_gen", ObjectsOfGeneration, ["result_list_not_in_itself"]),
    ];

    private static void NewCycle(PythonScript py, string name, ObjectType type)
    {
        py.New(name, type);
        py.Set(name, A, name);
    }

    private static void TrackedByType(PythonScript py)
    {
        Dictionary<string, object?> tracked = new(StringComparer.Ordinal);
        void Note(string fact, PythonKind kind, ElementKind elements = ElementKind.None, int length = 0)
        {
            int references = elements == ElementKind.None && HasFields(kind) ? 1 : 0;
            ObjectType type = new(fact, kind, references: references, elements: elements);
            if (elements == ElementKind.None)
            {
                py.New(fact, type);
            }
            else
            {
                py.NewArray(fact, type, length);
            }

            tracked[fact] = py.IsTracked(fact);
        }

        void NoteItems(string fact, ObjectType type)
        {
            py.NewItems(fact, type);
            tracked[fact] = py.IsTracked(fact);
        }

        Note("int", PythonKind.Int, ElementKind.Bytes, 4);
        Note("str", PythonKind.Str, ElementKind.Bytes, 1);
        Note("()", PythonKind.Tuple, ElementKind.References);
        Note("object()", PythonKind.Object);
        Note("range", PythonKind.Range);
        Note("slice", PythonKind.Slice);
        Note("bytes", PythonKind.Bytes, ElementKind.Bytes, 1);
        Note("function", PythonKind.Function);
        Note("cell", PythonKind.Cell);
        Note("generator", PythonKind.Generator);
        Note("iter([])", PythonKind.Iterator);
        Note("property", PythonKind.Property);
        Note("method", PythonKind.Method);
        Note("builtin", PythonKind.BuiltinMethod);
        Note("exception", PythonKind.Exception);
        Note("type", PythonKind.Class);
        NoteItems("[]", FidelityTypes.List);
        NoteItems("set()", FidelityTypes.Set);
        NoteItems("frozenset()", FidelityTypes.Set);
        NoteItems("frozenset([1])", FidelityTypes.Set);
        NoteItems("{1}", FidelityTypes.Set);
        NoteItems("bytearray", FidelityTypes.ByteArray);
        NoteItems("N()", FidelityTypes.Node);
        NoteItems("D()", FidelityTypes.Instance);
        py.NewWeak("weakref", "N()");
        tracked["weakref"] = py.IsTracked("weakref");
        py.Result["tracked"] = tracked;
        py.Result["ret"] = s_none;
    }

    private static bool HasFields(PythonKind kind) => kind is not (PythonKind.Object or PythonKind.Range);

    private static void FreezeUnfreeze(PythonScript py)
    {
        Dictionary<string, object?> facts = new(StringComparer.Ordinal);
        NewCycle(py, "x", FidelityTypes.Node);
        int objects = py.Objects(null).Count;
        py.Freeze();
        facts["all_frozen"] = py.FrozenCount >= objects;
        facts["counts_after_freeze"] = py.Counts;
        Assert.Empty(py.Objects(null));
        py.Drop("x");
        long first = py.Collect();
        py.Unfreeze();
        facts["freeze_count_after_unfreeze"] = py.FrozenCount;
        py.Result["facts"] = facts;
        py.New("y", FidelityTypes.Node);
        py.Result["ret"] = new[] { first, py.Collect() };
    }

    private static void UnfrozenGoToOldest(PythonScript py)
    {
        py.New("x", FidelityTypes.Node);
        py.Freeze();
        py.Unfreeze();
        py.Result["generation"] = py.GenerationsOf("x");
        py.Result["ret"] = s_none;
    }

    private static void FrozenAreRoots(PythonScript py)
    {
        py.New("x", FidelityTypes.Node);
        py.New("y", FidelityTypes.Node);
        py.Set("x", A, "y");
        py.Set("y", A, "y");
        py.Set("x", B, "x");
        py.Freeze();
        NewCycle(py, "z", FidelityTypes.Node);
        py.Set("y", B, "z");
        py.Drop("y", "x", "z");
        long first = py.Collect();
        py.Unfreeze();
        py.Result["ret"] = new[] { first, py.Collect() };
    }

    private static void CallbacksInfo(PythonScript py)
    {
        List<object> calls = [];
        void Note(CollectionNotice notice) => calls.Add(new object[]
        {
            notice.Phase == CollectionPhase.Start ? "start" : "stop",
            new Dictionary<string, long>(StringComparer.Ordinal)
            {
                ["collected"] = notice.Collected,
                ["generation"] = notice.Generation,
                ["uncollectable"] = notice.Uncollectable,
            },
        });
        FinalizerScenarios.DefineClasses(py);
        NewCycle(py, "x", FidelityTypes.Finalizable);
        NewCycle(py, "y", FidelityTypes.Node);
        py.Drop("x", "y");
        py.AddCallback(Note);
        py.Result["ret"] = new[] { py.Collect(), py.Collect(0) };
        py.RemoveCallback(Note);
        py.Result["calls"] = calls;
    }

    private static void CallbackRunsCollect(PythonScript py)
    {
        List<long> inner = [];
        void Nest(CollectionNotice notice)
        {
            if (notice.Phase == CollectionPhase.Start)
            {
                inner.Add(py.Collect());
            }
        }

        py.NewList("l");
        py.Append("l", "l");
        py.Drop("l");
        py.AddCallback(Nest);
        py.Result["ret"] = new[] { py.Collect() };
        py.RemoveCallback(Nest);
        py.Result["inner"] = inner;
    }

    private static void StatisticsAccumulate(PythonScript py)
    {
        long[][] before = py.Statistics;
        NewCycle(py, "x", FidelityTypes.Node);
        py.Drop("x");
        py.Collect(0);
        NewCycle(py, "y", FidelityTypes.Node);
        py.Drop("y");
        py.Collect(2);
        py.Result["delta"] = before.Zip(
            py.Statistics, (first, second) => first.Zip(second, (left, right) => right - left).ToArray());
        py.Result["ret"] = s_none;
    }

    // The records of fields end with what is no reference here: the number n and the class.
    private static void ReferentsOrder(PythonScript py)
    {
        py.New("a", FidelityTypes.Node);
        py.New("b", FidelityTypes.Node);
        py.New("c", FidelityTypes.Node);
        py.NewList("list", "a", "b", "c");
        py.Result["list"] = py.Referents("list");
        py.New("5", FidelityTypes.Int);
        py.NewTuple("tuple", "a", "b", "5");
        Assert.Equal(["5", "b", "a"], py.Referents("tuple"));
        py.NewItems("dict", FidelityTypes.Dict, null, "a", null, "b");
        py.Result["dict"] = py.Referents("dict");
        py.New("slotted", FidelityTypes.Node);
        py.Set("slotted", A, "a");
        py.Set("slotted", B, "b");
        Assert.Equal(["a", "b"], py.Referents("slotted"));
        py.New("instance", FidelityTypes.Instance);
        py.Set("instance", A, "a");
        py.Set("instance", B, "b");
        Assert.Equal(["a", "b"], py.Referents("instance"));
        py.NewItems("set", FidelityTypes.Set, "a");
        py.Result["set"] = py.Referents("set");
        Assert.Empty(py.Referents("5"));
        py.NewList("of a", "a");
        py.NewList("of b", "b");
        py.Result["two args"] = py.Referents("of a").Concat(py.Referents("of b"));
        py.NewItems("empty", FidelityTypes.Dict);
        py.Result["empty dict"] = py.Referents("empty");
        py.NewWeak("weak", "a");
        Assert.Empty(py.Referents("weak"));
        py.Result["ret"] = s_none;
    }

    private static void Referrers(PythonScript py)
    {
        py.New("a", FidelityTypes.Node);
        py.NewList("l1", "a");
        py.NewList("l2", "a", "a");
        py.NewTuple("t", "a");
        py.New("1", FidelityTypes.Int);
        py.NewItems("d", FidelityTypes.Dict, "1", "a");
        py.New("x", FidelityTypes.Node);
        py.Set("x", A, "a");
        py.Result["types"] = py.Referrers("a").Order(StringComparer.Ordinal);
        py.Result["ret"] = s_none;
    }

    private static void ObjectsOfGeneration(PythonScript py)
    {
        py.Collect();
        py.New("x", FidelityTypes.Node);
        py.Result["x_in_gen0"] = py.GenerationsOf("x").Contains(0);
        py.Result["ret"] = s_none;
    }
}

using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Tests.CPython.Fidelity;

/// <summary>How the recorded orders of destruction are found out: leaves log their names when they are finalized.</summary>
internal static class DeathOrderFacts
{
    private const int Deep = 1_000_000;

    /// <summary>Gets each fact's recorded name and its script.</summary>
    public static IReadOnlyDictionary<string, Func<PythonScript, object?>> All { get; } =
        new Dictionary<string, Func<PythonScript, object?>>(StringComparer.Ordinal)
        {
            ["dealloc_order/list_del"] = py => Items(py, FidelityTypes.List, "0", "1", "2", "3"),
            ["dealloc_order/list_clear"] = py => Cleared(py, FidelityTypes.List, "0", "1", "2", "3"),
            ["dealloc_order/list_slice_assign_empty"] = py => Cleared(py, FidelityTypes.List, "0", "1", "2", "3"),
            ["dealloc_order/list_imul_0"] = py => Cleared(py, FidelityTypes.List, "0", "1", "2", "3"),
            ["dealloc_order/tuple_del"] = TupleDel,
            ["dealloc_order/dict_del_values"] = py => Items(py, FidelityTypes.Dict, null, "0", null, "1", null, "2"),
            ["dealloc_order/dict_del_keys_and_values"] = py => Items(py, FidelityTypes.Dict, "0", "10", "1", "11"),
            ["dealloc_order/dict_del_after_move_a_to_end"] = MovedToEnd,
            ["dealloc_order/instance_attrs_abc"] = py => Fields(py, FidelityTypes.Instance, "0", "1", "2"),
            ["dealloc_order/instance_attrs_set_in_order_c_a_b_class_order_abc"] = SetInOtherOrder,
            ["dealloc_order/slots_declared_z_a_m"] = py => Fields(py, FidelityTypes.FiveSlots, "a", "m", "z"),
            ["dealloc_order/slots_subclass_b_y_base_z_a_m"] =
                py => Fields(py, FidelityTypes.FiveSlots, "b", "y", "a", "m", "z"),
            ["dealloc_order/parent_del_before_child"] = ParentFirst,
            ["dealloc_order/nested_lists"] = NestedLists,
            ["dealloc_order/nested_tuples"] = NestedTuples,
            ["dealloc_order/frame_locals_a_b_c"] = py => FrameLocals(py, "a", "b", "c"),
            ["dealloc_order/frame_args_then_local"] = py => FrameLocals(py, "arg0", "arg1", "local"),
            ["dealloc_order/generator_locals"] = py => Fields(py, FidelityTypes.Generator, "ga", "gb"),
            ["dealloc_order/closure_cells"] = Closure,
            ["dealloc_order/rebinding_local_or_global"] = Rebinding,
            ["dealloc_order/list_setitem"] = SetItem,
            ["dealloc_order/set_del_matches_iteration_order"] = py =>
                Items(py, FidelityTypes.Set, "0", "1", "2").SequenceEqual(["0", "1", "2"]),
            ["dealloc_order/gc_list_cycle_children"] = GcList,
            ["dealloc_order/gc_dict_cycle_children"] = GcDict,
            ["dealloc_order/gc_instance_cycle_children"] = GcInstance,
            ["dealloc_order/gc_ring_finalizer_order_created_p1_p2_p3"] = py => GcRing(py, "p2", "p3", "p1"),
            ["dealloc_order/gc_ring_reverse_links"] = py => GcRing(py, "p3", "p1", "p2"),
            ["deep_chain_dealloc_ok/list"] = py => DeepChain(py, FidelityTypes.List),
            ["deep_chain_dealloc_ok/tuple"] = py => DeepChain(py, FidelityTypes.Tuple),
            ["deep_chain_dealloc_ok/dict"] = py => DeepChain(py, FidelityTypes.Dict),
            ["deep_chain_dealloc_ok/inst"] = py => DeepChain(py, FidelityTypes.Instance),
            ["deep_chain_dealloc_ok/slots"] = py => DeepChain(py, FidelityTypes.Node),
        };

    private static void NewLeaves(PythonScript py, params IEnumerable<string?> names)
    {
        py.OnFinalize(FidelityTypes.Finalizable, self => py.Log.Add(py.LabelOf(self)));
        foreach (string? name in names)
        {
            if (name is not null)
            {
                py.New(name, FidelityTypes.Finalizable);
            }
        }
    }

    private static void DropLeaves(PythonScript py, params IEnumerable<string?> names) =>
        py.Drop([.. names.OfType<string>()]);

    private static string[] Names(PythonScript py) => [.. py.Log.Cast<string>()];

    private static string[] Items(PythonScript py, ObjectType type, params string?[] references)
    {
        NewLeaves(py, references);
        py.NewItems("container", type, references);
        DropLeaves(py, references);
        py.Drop("container");
        return Names(py);
    }

    private static string[] Cleared(PythonScript py, ObjectType type, params string?[] references)
    {
        NewLeaves(py, references);
        py.NewItems("container", type, references);
        DropLeaves(py, references);
        py.Resize("container", 0);
        return Names(py);
    }

    private static string[] Fields(PythonScript py, ObjectType type, params string[] fields)
    {
        NewLeaves(py, fields);
        py.New("container", type);
        for (int i = 0; i < fields.Length; i++)
        {
            py.Set("container", i, fields[i]);
        }

        DropLeaves(py, fields);
        py.Drop("container");
        return Names(py);
    }

    private static string[] TupleDel(PythonScript py)
    {
        string[] names = ["0", "1", "2", "3"];
        NewLeaves(py, names);
        py.NewTuple("tuple", names);
        DropLeaves(py, names);
        py.Drop("tuple");
        return Names(py);
    }

    // The entry of a deleted key stays empty; the key set again gets a new entry at the end.
    private static string[] MovedToEnd(PythonScript py)
    {
        NewLeaves(py, "0", "1", "2", "3");
        py.NewItems("d", FidelityTypes.Dict, null, "0", null, "1", null, "2", null, null);
        DropLeaves(py, "0", "1", "2");
        py.SetItem("d", 1, null);
        py.SetItem("d", 7, "3");
        DropLeaves(py, "3");
        py.Log.Clear();
        py.Drop("d");
        return Names(py);
    }

    private static string[] SetInOtherOrder(PythonScript py)
    {
        string[] names = ["0", "1", "2"];
        int[] fields = [2, 0, 1];
        NewLeaves(py, names);
        py.New("x", FidelityTypes.Instance);
        for (int i = 0; i < names.Length; i++)
        {
            py.Set("x", fields[i], names[i]);
        }

        DropLeaves(py, names);
        py.Drop("x");
        return Names(py);
    }

    private static string[] ParentFirst(PythonScript py)
    {
        NewLeaves(py, "child");
        py.OnFinalize(FidelityTypes.FinalizableInstance, _ => py.Log.Add("parent"));
        py.New("x", FidelityTypes.FinalizableInstance);
        py.Set("x", 0, "child");
        py.Drop("child", "x");
        return Names(py);
    }

    private static string[] NestedLists(PythonScript py)
    {
        NewLeaves(py, "0", "1", "2", "3");
        py.NewList("left", "0", "1");
        py.NewList("right", "2", "3");
        py.NewList("x", "left", "right");
        DropLeaves(py, "0", "1", "2", "3", "left", "right", "x");
        return Names(py);
    }

    private static string[] NestedTuples(PythonScript py)
    {
        NewLeaves(py, "0", "1", "2", "3");
        py.NewTuple("left", "0", "1");
        py.NewTuple("right", "2", "3");
        py.NewTuple("x", "left", "right");
        DropLeaves(py, "0", "1", "2", "3", "left", "right", "x");
        return Names(py);
    }

    private static string[] Closure(PythonScript py)
    {
        NewLeaves(py, "cell", "cell2");
        py.New("first", FidelityTypes.Cell);
        py.Set("first", 0, "cell");
        py.New("second", FidelityTypes.Cell);
        py.Set("second", 0, "cell2");
        py.NewTuple("closure", "first", "second");
        py.New("function", FidelityTypes.Function);
        py.Set("function", 0, "closure");
        DropLeaves(py, "cell", "cell2", "first", "second", "closure", "function");
        return Names(py);
    }

    private static string[] FrameLocals(PythonScript py, string first, string second, string third)
    {
        NewLeaves(py, first, second, third);
        py.ReturnFromFunction(first, second, third);
        return Names(py);
    }

    private static string[] Rebinding(PythonScript py)
    {
        NewLeaves(py, "old", "new");
        py.Move("old", "new");
        string[] names = Names(py);
        py.Drop("old");
        return names;
    }

    private static string[] SetItem(PythonScript py)
    {
        NewLeaves(py, "old", "new");
        py.NewList("l", "old");
        DropLeaves(py, "old");
        py.SetItem("l", 0, "new");
        return Names(py);
    }

    private static string[] GcList(PythonScript py)
    {
        NewLeaves(py, "0", "1", "2");
        py.NewList("x", "0", "1", "2");
        py.Append("x", "x");
        DropLeaves(py, "0", "1", "2", "x");
        py.Collect();
        return Names(py);
    }

    private static string[] GcDict(PythonScript py)
    {
        NewLeaves(py, "0", "1");
        py.NewItems("x", FidelityTypes.Dict, null, "0", null, "1", null, null);
        py.SetItem("x", 5, "x");
        DropLeaves(py, "0", "1", "x");
        py.Collect();
        return Names(py);
    }

    private static string[] GcInstance(PythonScript py)
    {
        py.New("x", FidelityTypes.Instance);
        NewLeaves(py, "0", "1");
        py.Set("x", 0, "0");
        py.Set("x", 1, "1");
        py.Set("x", 2, "x");
        DropLeaves(py, "0", "1", "x");
        py.Collect();
        return Names(py);
    }

    // What p1, p2 and p3 refer to, in this order.
    private static string[] GcRing(PythonScript py, params string[] targets)
    {
        string[] names = ["p1", "p2", "p3"];
        NewLeaves(py, names);
        for (int i = 0; i < names.Length; i++)
        {
            py.Set(names[i], 0, targets[i]);
        }

        DropLeaves(py, names);
        py.Collect();
        return Names(py);
    }

    private static bool DeepChain(PythonScript py, ObjectType type)
    {
        NewLeaves(py, "x");
        py.Nest("x", type, Deep);
        py.Drop("x");
        return Names(py).SequenceEqual(["x"]);
    }
}

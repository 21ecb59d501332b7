using System.Text.Json;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.CPython.Fidelity;
using Compare.Engines.Tests.PyPy.Support;
using Compare.Engines.Tests.Support;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>What weak references see around death, finalizers and resurrection.</summary>
public sealed class WeakReferenceFactTests
{
    private static readonly ObjectType s_withDel = PyPyTypes.ClassWithDel("D");

    private static readonly Dictionary<string, Func<PyPyScript, object>> s_facts = new(StringComparer.Ordinal)
    {
        ["alive_before"] = script => !script.IsDead(MakeDying(script, Ignore, out Variable target)) && !script.IsNone(target),
        ["dead_after"] = script => IsDeadAfterCollection(script, Ignore),
        ["self_usable"] = script => WordSeenInFinalizer(script),
        ["weakref_already_dead_inside_del"] = script => IsDeadInFinalizer(script),
        ["resurrected_weakref_cleared"] = script => IsDeadAfterCollection(script, Keeper(script, out _)),
        ["resurrected_kept"] = script => CountOfResurrected(script),
        ["del_called_twice"] = script => IsFinalizedAgain(script),
        ["callback_called"] = script => CalledBack(script, 1).Select(_ => "cb").ToArray(),
        ["callback_order"] = script => CalledBack(script, 4),
        ["callback_after_ref_death"] = CallsOfDeadReferences,
        ["inner_weakref_alive_in_del"] = script => InnerReference(script).InFinalizer,
        ["inner_weakref_after_1"] = script => InnerReference(script).AfterFirst,
        ["inner_weakref_after_2"] = script => InnerReference(script).AfterSecond,
        ["weakref_to_int"] = ErrorOfReferenceToInt,
    };

    public static TheoryData<string> Files => RecordedFiles.Single("weakrefs");

    [Theory]
    [MemberData(nameof(Files))]
    public void Weak_references_are_as_recorded(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);
        JsonElement recorded = document.RootElement.GetProperty("result");

        foreach ((string name, Func<PyPyScript, object> find) in s_facts)
        {
            PyPyScript.Run(script => Facts.Check(name, recorded.GetProperty(name), find(script)));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_fact_is_tested_or_in_the_table(string file)
    {
        using JsonDocument document = RecordedFiles.Read(file);

        new LeftOutTable("PyPy").Check(
            "weakrefs",
            document.RootElement.GetProperty("result").EnumerateObject().Select(fact => fact.Name),
            s_facts.Keys.ToDictionary(name => name, _ => Array.Empty<string>(), StringComparer.Ordinal));
    }

    private static void Ignore(Variable self)
    {
    }

    /// <summary>A weak reference to an object with a finalizer.</summary>
    private static Variable MakeDying(PyPyScript script, Action<Variable> finalizer, out Variable target)
    {
        script.SetFinalizer(s_withDel, finalizer);
        target = script.New(s_withDel);
        script.SetWord(target, 0, 7);
        return script.Weak(target);
    }

    private static Action<Variable> Keeper(PyPyScript script, out Variable kept)
    {
        Variable list = script.New(PyPyTypes.List);
        kept = list;
        return self => script.Append(list, self);
    }

    private static bool IsDeadAfterCollection(PyPyScript script, Action<Variable> finalizer)
    {
        Variable weak = MakeDying(script, finalizer, out Variable target);
        script.Delete(target);
        script.Collect();
        return script.IsDead(weak);
    }

    private static long WordSeenInFinalizer(PyPyScript script)
    {
        long seen = 0;
        _ = IsDeadAfterCollection(script, self => seen = script.GetWord(self, 0));
        return seen;
    }

    private static bool IsDeadInFinalizer(PyPyScript script)
    {
        bool? dead = null;
        Variable? weak = null;
        weak = MakeDying(script, _ => dead = script.IsDead(weak!), out Variable target);
        script.Delete(target);
        script.Collect();
        return dead!.Value;
    }

    private static int CountOfResurrected(PyPyScript script)
    {
        _ = IsDeadAfterCollection(script, Keeper(script, out Variable kept));
        return script.Length(kept);
    }

    private static bool IsFinalizedAgain(PyPyScript script)
    {
        int calls = 0;
        Action<Variable> keep = Keeper(script, out Variable kept);
        _ = IsDeadAfterCollection(script, self =>
        {
            calls++;
            keep(self);
        });
        script.Delete(kept);
        script.Collect();
        return calls != 1;
    }

    private static int[] CalledBack(PyPyScript script, int references)
    {
        List<int> order = [];
        Variable target = script.New(PyPyTypes.Instance);
        for (int i = 0; i < references; i++)
        {
            int number = i;
            _ = script.Weak(target, _ => order.Add(number));
        }

        script.Delete(target);
        script.Collect();
        return [.. order];
    }

    private static List<int> CallsOfDeadReferences(PyPyScript script)
    {
        List<int> calls = [];
        Variable target = script.New(PyPyTypes.Instance);
        Variable weak = script.Weak(target, _ => calls.Add(1));
        script.Delete(weak);
        script.Collect();
        script.Delete(target);
        script.Collect();
        return calls;
    }

    // The target is reachable only from an object with a finalizer.
    private static (bool InFinalizer, bool AfterFirst, bool AfterSecond) InnerReference(PyPyScript script)
    {
        bool? alive = null;
        Variable? weak = null;
        script.SetFinalizer(s_withDel, _ => alive = !script.IsDead(weak!));
        Variable outer = script.New(s_withDel);
        Variable inner = script.New(PyPyTypes.Instance);
        script.Set(outer, 0, inner);
        weak = script.Weak(inner);
        script.Delete(outer, inner);
        script.Collect();
        bool afterFirst = !script.IsDead(weak);
        script.Collect();
        return (alive!.Value, afterFirst, !script.IsDead(weak));
    }

    private static string ErrorOfReferenceToInt(PyPyScript script)
    {
        Variable number = script.Int(5);
        _ = Assert.Throws<InvalidOperationException>(() => script.Weak(number));
        return "TypeError";
    }
}

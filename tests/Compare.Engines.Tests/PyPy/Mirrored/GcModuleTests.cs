using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <summary>PyPy's module gc.</summary>
public sealed class GcModuleTests
{
    private const int Dropped = 3;

    private static readonly ObjectType s_withDel = PyPyTypes.ClassWithDel("X");

    [Fact]
    [MirrorsRPython("pypy test_gc", "test_collect")]
    public void Collecting_returns_nothing() => PyPyScript.Run(script => Assert.Null(script.Collect()));

    [Fact]
    [MirrorsRPython("pypy test_gc", "test_disable_finalizers")]
    public void Disabling_finalizers_nests() => PyPyScript.Run(script =>
    {
        int created = 0;
        int deleted = 0;
        script.SetFinalizer(s_withDel, _ => deleted++);

        Check(isEnabled: true);
        script.DisableFinalizers();
        Check(isEnabled: false);
        Check(isEnabled: false);
        script.EnableFinalizers();
        Check(isEnabled: true);
        script.DisableFinalizers();
        script.DisableFinalizers();
        Check(isEnabled: false);
        script.EnableFinalizers();
        Check(isEnabled: false);
        script.EnableFinalizers();
        Check(isEnabled: true);
        _ = Assert.Throws<InvalidOperationException>(script.EnableFinalizers);
        Check(isEnabled: true);

        void Check(bool isEnabled)
        {
            Assert.Equal(isEnabled, script.AreFinalizersEnabled);
            script.Collect();
            int before = isEnabled ? created : deleted;
            Assert.Equal(before, deleted);
            for (int i = 0; i < Dropped; i++)
            {
                script.Drop(s_withDel);
                created++;
            }

            script.Collect();
            Assert.Equal(isEnabled ? created : before, deleted);
        }
    });

    [Fact]
    [MirrorsRPython("pypy test_gc", "test_enable")]
    public void Enabling_twice_is_enabling_once() => PyPyScript.Run(script =>
    {
        Assert.True(script.IsEnabled);
        script.IsEnabled = false;
        Assert.False(script.IsEnabled);
        script.IsEnabled = true;
        Assert.True(script.IsEnabled);
        script.IsEnabled = true;
        Assert.True(script.IsEnabled);
    });

    [Fact]
    [MirrorsRPython("pypy test_gc", "test_gc_collect_overrides_gc_disable")]
    public void Collecting_finalizes_even_when_disabled() => PyPyScript.Run(script =>
    {
        int deleted = 0;
        script.SetFinalizer(s_withDel, _ => deleted++);
        script.IsEnabled = false;
        script.Drop(s_withDel);

        script.Collect();

        Assert.Equal(1, deleted);
    });

    [Fact]
    [MirrorsRPython("pypy test_gc", "test_gc_collect_step")]
    public void Steps_lead_to_the_finalizers() => PyPyScript.Run(script =>
    {
        int deleted = 0;
        script.SetFinalizer(s_withDel, _ => deleted++);
        script.IsEnabled = false;
        for (int i = 0; i < Dropped; i++)
        {
            script.Drop(s_withDel);
        }

        int steps = 1;
        while (!script.Step().IsMajorDone)
        {
            steps++;
        }

        Assert.True(steps >= 2); // a step at least, and one for the finalizers
        Assert.Equal(Dropped, deleted);
    });

    [Fact]
    [MirrorsRPython("pypy test_gc", "test_StepCollector")]
    public void Finalizers_run_in_a_step_of_their_own() => PyPyScript.Run(script =>
    {
        int deleted = 0;
        script.SetFinalizer(s_withDel, _ => deleted++);
        script.Collect();
        script.IsEnabled = false;
        script.Drop(s_withDel);
        List<(IncrementalState Old, IncrementalState New)> transitions = [];
        GcCollectStepStats step;
        do
        {
            Assert.Equal(0, deleted);
            step = script.Step();
            transitions.Add((step.OldState, step.NewState));
        }
        while (!step.IsMajorDone);

        Assert.Equal(1, deleted);
        Assert.Equal(
            [
                (IncrementalState.Scanning, IncrementalState.Marking),
                (IncrementalState.Marking, IncrementalState.Sweeping),
                (IncrementalState.Sweeping, IncrementalState.Finalizing),
                (IncrementalState.Finalizing, IncrementalState.UserDel),
                (IncrementalState.UserDel, IncrementalState.Scanning),
            ],
            transitions.Where(transition => transition.Old != transition.New));
    });

    [Fact]
    [MirrorsRPython("pypy test_referents", "test_get_objects")]
    public void All_reachable_objects_are_listed() => PyPyScript.Run(script =>
    {
        (Variable outer, Variable[] inner) = NestedLists(script);
        long[] objects = script.Objects();

        Assert.All(inner.Append(outer), list => Assert.Contains(script.Id(list), objects));
    });

    [Fact]
    [MirrorsRPython("pypy test_referents", "test_get_referents")]
    public void Referents_are_found_through_storage() => PyPyScript.Run(script =>
    {
        (Variable outer, Variable[] inner) = NestedLists(script);

        Assert.Equal(inner.Select(script.Id), script.Referents(outer));
    });

    [Fact]
    [MirrorsRPython("pypy test_referents", "test_get_referrers")]
    public void Referrers_are_the_objects_that_hold_it() => PyPyScript.Run(script =>
    {
        (Variable outer, Variable[] inner) = NestedLists(script);
        Variable tuple = script.New(PyPyTypes.Tuple, 1);
        script.SetElement(tuple, 0, inner[1]);

        Assert.Equal([script.Id(outer)], script.Referrers(inner[0]));
        Assert.Equal(
            new[] { script.Id(outer), script.Id(tuple) }.Order(), script.Referrers(inner[1]).Order());
    });

    [Fact]
    [MirrorsRPython("pypy test_referents", "test_get_rpy_memory_usage")]
    public void An_integer_takes_a_few_words() => PyPyScript.Run(script =>
        Assert.InRange(script.MemoryUsage(script.Int(12345)), 4, 64));

    private static (Variable Outer, Variable[] Inner) NestedLists(PyPyScript script)
    {
        Variable outer = script.New(PyPyTypes.List);
        Variable[] inner = [script.New(PyPyTypes.List), script.New(PyPyTypes.List)];
        foreach (Variable list in inner)
        {
            script.Append(outer, list);
        }

        return (outer, inner);
    }
}

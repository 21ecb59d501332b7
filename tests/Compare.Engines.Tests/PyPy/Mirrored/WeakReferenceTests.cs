using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <summary>Weak references, while their targets move and die.</summary>
public sealed class WeakReferenceTests
{
    private const int Number = 0;
    private const int Reference = 0;
    private const int Arrays = 20;

    private static readonly ObjectType s_withDel = PyPyTypes.ClassWithDel("B");

    [Fact]
    [MirrorsRPython("gc_test_base", "test_weakref")]
    public void A_reference_to_a_dead_object_stays_dead() => PyPyScript.Run(script =>
    {
        Variable target = script.New(PyPyTypes.Instance);
        Assert.False(script.IsDead(script.Weak(target)));
        Variable weak = WeakToDropped(script, PyPyTypes.Instance);

        script.Collect();
        Assert.True(script.IsDead(weak));
        script.Collect();
        Assert.True(script.IsDead(weak));
    });

    [Fact]
    [MirrorsRPython("gc_test_base", "test_weakref_to_object_with_destructor")]
    [MirrorsRPython("gc_test_base", "test_weakref_to_object_with_finalizer")]
    public void A_reference_to_an_object_with_a_finalizer_dies_with_it() => PyPyScript.Run(script =>
    {
        int finalized = 0;
        script.SetFinalizer(s_withDel, _ => finalized++);
        Variable weak = WeakToDropped(script, s_withDel);

        script.Collect();
        script.Collect();

        Assert.Equal(1, finalized);
        Assert.True(script.IsDead(weak));
    });

    [Fact]
    [MirrorsRPython("gc_test_base", "test_bug_1")]
    public void A_reference_held_by_a_dead_old_object_dies() => PyPyScript.Run(script =>
    {
        Variable holder = script.New(PyPyTypes.Instance);
        script.Collect();
        Variable weak = WeakToDropped(script, PyPyTypes.Instance);
        script.Set(holder, Reference, weak);
        script.Delete(holder);

        script.Collect();
        script.Collect();

        Assert.True(script.IsDead(weak));
    });

    [Fact]
    [MirrorsRPython("gc_test_base", "test_cycle_with_weakref_and_finalizer")]
    public void A_reference_to_the_dead_holder_is_dead_in_the_finalizer() => PyPyScript.Run(script =>
    {
        Variable holder = script.New(PyPyTypes.Instance);
        bool? dead = DeadInFinalizer(script, out Variable inner, out Func<bool?> seen);
        Assert.Null(dead);
        script.Set(holder, 1, inner);
        Variable weak = script.Weak(holder);
        script.Set(inner, Reference, weak);
        script.Delete(holder, inner);

        script.Collect();
        script.Collect();

        Assert.True(seen());
        Assert.True(script.IsDead(weak));
    });

    [Fact]
    [MirrorsRPython("gc_test_base", "test_weakref_to_object_with_finalizer_ordering")]
    public void A_reference_to_the_object_itself_is_dead_in_its_finalizer() => PyPyScript.Run(script =>
    {
        _ = DeadInFinalizer(script, out Variable self, out Func<bool?> seen);
        Variable weak = script.Weak(self);
        script.Set(self, Reference, weak);
        script.Delete(self);

        script.Collect();
        script.Collect();

        Assert.True(seen());
        Assert.True(script.IsDead(weak));
    });

    [Fact]
    [MirrorsRPython("gc_test_base", "test_weakref_bug_1")]
    public void A_reference_that_only_a_finalizer_reaches_follows_its_target() => PyPyScript.Run(script =>
    {
        Variable target = script.New(PyPyTypes.Instance);
        script.SetWord(target, Number, 10);
        script.SetFinalizer(s_withDel, self =>
        {
            Variable weak = script.Get(self, Reference);
            Variable found = script.Name();
            script.Call(found, weak);
            script.SetWord(found, Number, script.GetWord(found, Number) + 1);
            script.Forget(found);
            script.Forget(weak);
        });
        Variable holder = script.New(s_withDel);
        Variable reference = script.Weak(target);
        script.Set(holder, Reference, reference);
        script.Delete(holder, reference);

        script.Collect();

        Assert.Equal(11, script.GetWord(target, Number));
    });

    [Fact]
    [MirrorsRPython("gc_test_base", "test_weakref_across_minor_collection")]
    public void A_reference_follows_its_target_out_of_the_nursery() => PyPyScript.Run(script =>
    {
        Variable target = script.New(PyPyTypes.Instance);
        script.SetWord(target, Number, Arrays);
        Variable weak = script.Weak(target);

        MakeArrays(script);
        AssertTarget(script, weak, target);
        script.Collect();
        AssertTarget(script, weak, target);

        Assert.Equal(Arrays, script.GetWord(target, Number));
    });

    [Fact]
    [MirrorsRPython("gc_test_base", "test_young_weakref_to_old_object")]
    public void A_young_reference_may_have_an_old_target() => PyPyScript.Run(script =>
    {
        Variable target = script.New(PyPyTypes.Instance);
        script.Collect();
        Variable weak = script.Weak(target);

        MakeArrays(script);
        AssertTarget(script, weak, target);
        script.Collect();
        AssertTarget(script, weak, target);
    });

    /// <summary>Nothing here is prebuilt: an object that was old at the start of the program comes nearest.</summary>
    [Fact]
    [MirrorsRPython("gc_test_base", "test_weakref_to_prebuilt")]
    public void A_reference_to_an_object_that_was_always_there_stays() => PyPyScript.Run(script =>
    {
        Variable target = script.New(PyPyTypes.Instance);
        script.Collect();
        script.Collect();
        Variable weak = script.Weak(target);
        AssertTarget(script, weak, target);

        script.Collect();

        AssertTarget(script, weak, target);
    });

    [Fact]
    [MirrorsRPython("gc_test_base", "test_many_weakrefs")]
    public void Making_a_reference_may_itself_collect() => PyPyScript.RunFast(script =>
    {
        const int References = 50_000;
        Variable target = script.New(PyPyTypes.Instance);
        for (int i = 0; i < References; i++)
        {
            Variable weak = script.Weak(target);
            AssertTarget(script, weak, target);
            script.Forget(weak);
        }

        Assert.True(script.Minors > 1);
    });

    [Fact]
    [MirrorsRPython("test_incminimark_gc", "test_weakref_not_in_stack")]
    public void A_target_that_is_read_while_marking_is_kept() => PyPyScript.Run(script =>
    {
        Variable target = script.New(PyPyTypes.Instance);
        Variable weak = script.Weak(target);
        script.Collect();
        script.Delete(target);

        script.Collect(PyPyScript.Start);
        script.Call(target, weak);
        Assert.False(script.IsNone(target));
        script.Collect();
        script.SetWord(target, Number, 42);

        AssertTarget(script, weak, target);
    });

    [Fact]
    [MirrorsRPython("test_incminimark_gc", "test_pin_weakref_not_implemented")]
    public void An_object_that_is_weakly_referenced_cannot_be_pinned() => PyPyScript.Run(script =>
    {
        Variable target = script.New(new("data", PythonKind.Raw, words: 2, traits: ObjectTraits.WeaklyReferenceable));
        _ = script.Weak(target);

        Assert.False(script.Pin(target));
    });

    [Fact]
    [MirrorsRPython("test_incminimark_gc", "test_pin_finalizer_not_implemented")]
    public void An_object_with_a_finalizer_cannot_be_pinned() => PyPyScript.Run(script =>
        Assert.False(script.Pin(script.New(new("data", PythonKind.Raw, words: 2, traits: ObjectTraits.Finalizable)))));

    private static Variable WeakToDropped(PyPyScript script, ObjectType type)
    {
        Variable target = script.New(type);
        Variable weak = script.Weak(target);
        script.Forget(target);
        return weak;
    }

    // An object whose finalizer looks at the weak reference that it holds.
    private static bool? DeadInFinalizer(PyPyScript script, out Variable instance, out Func<bool?> seen)
    {
        bool? dead = null;
        script.SetFinalizer(s_withDel, self =>
        {
            Variable weak = script.Get(self, Reference);
            dead = script.IsDead(weak);
            script.Forget(weak);
        });
        instance = script.New(s_withDel);
        seen = () => dead;
        return dead;
    }

    private static void MakeArrays(PyPyScript script)
    {
        long before = script.Minors;
        while (script.Minors == before)
        {
            for (int length = 0; length < Arrays; length++)
            {
                script.Drop(PyPyTypes.ReferenceArray, length);
            }
        }
    }

    private static void AssertTarget(PyPyScript script, Variable weak, Variable target)
    {
        Variable found = script.Name();
        script.Call(found, weak);
        Assert.True(script.Same(found, target));
        script.Forget(found);
    }
}

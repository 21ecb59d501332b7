using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <summary>Finalizers: how often they run, and what they may do.</summary>
public sealed class FinalizerTests
{
    private const int Loops = 5;
    private const int Number = 0;

    private static readonly ObjectType s_withDel = PyPyTypes.ClassWithDel("A");

    private static readonly ObjectType s_subclass = PyPyTypes.ClassWithDel("C");

    [Fact]
    [MirrorsRPython("gc_test_base", "test_destructor")]
    [MirrorsRPython("gc_test_base", "test_finalizer")]
    public void Each_dead_object_is_finalized_once() => PyPyScript.Run(script =>
    {
        int deleted = 0;
        script.SetFinalizer(s_withDel, _ => deleted++);

        DropAll(script, Loops + 1);
        CollectTwice(script);

        Assert.Equal(Loops + 1, deleted);
    });

    [Fact]
    [MirrorsRPython("gc_test_base", "test_finalizer_delaying_next_dead")]
    public void Finalizers_may_be_run_later() => PyPyScript.Run(script =>
    {
        int deleted = 0;
        script.SetFinalizer(s_withDel, _ => deleted++);
        script.DisableFinalizers();

        DropAll(script, Loops + 1);
        CollectTwice(script);
        Assert.Equal(0, deleted);
        script.EnableFinalizers();

        Assert.Equal(Loops + 1, deleted);
    });

    [Fact]
    [MirrorsRPython("gc_test_base", "test_old_style_finalizer")]
    [MirrorsRPython("gc_test_base", "test_finalizer_calls_collect")]
    public void A_finalizer_may_collect() => PyPyScript.Run(script =>
    {
        int deleted = 0;
        script.SetFinalizer(s_withDel, _ =>
        {
            script.Collect();
            deleted++;
        });

        DropAll(script, Loops + 1);
        CollectTwice(script);

        Assert.Equal(Loops + 1, deleted);
    });

    [Fact]
    [MirrorsRPython("gc_test_base", "test_finalizer_calls_malloc")]
    public void A_finalizer_may_make_objects_with_finalizers() => PyPyScript.Run(script =>
    {
        int deleted = 0;
        script.SetFinalizer(s_subclass, _ => deleted++);
        script.SetFinalizer(s_withDel, _ =>
        {
            deleted++;
            script.Drop(s_subclass);
        });

        DropAll(script, Loops + 1);
        CollectTwice(script);

        Assert.Equal(2 * (Loops + 1), deleted);
    });

    [Fact]
    [MirrorsRPython("gc_test_base", "test_finalizer_resurrects")]
    public void A_resurrected_object_is_not_finalized_again() => PyPyScript.Run(script =>
    {
        int deleted = 0;
        Variable kept = script.Name();
        script.SetFinalizer(s_withDel, self =>
        {
            deleted++;
            script.Assign(kept, self);
        });
        Variable last = script.Name();
        for (int i = 0; i <= Loops; i++)
        {
            script.New(last, s_withDel);
            script.SetWord(last, Number, i);
        }

        script.Delete(last);
        CollectTwice(script);
        long number = script.GetWord(kept, Number);
        script.Delete(kept);
        CollectTwice(script);

        Assert.True(script.IsNone(kept));
        Assert.Equal(Loops + 1, deleted);
        Assert.InRange(number, 0, Loops);
    });

    [Fact]
    [MirrorsRPython("gc_test_base", "test_collect_during_collect")]
    public void Collections_nest() => PyPyScript.Run(script =>
    {
        const int Dropped = 4;
        int deleted = 0;
        int deletedSubclass = 0;
        script.SetFinalizer(s_withDel, _ =>
        {
            script.Collect();
            deleted++;
            script.Drop(s_subclass);
            script.Drop(s_subclass);
        });
        script.SetFinalizer(s_subclass, _ =>
        {
            script.Collect();
            deleted++;
            deletedSubclass++;
        });

        Variable[] before = [script.New(s_withDel), script.New(s_withDel)];
        DropAll(script, Dropped);
        Variable[] after = [script.New(s_withDel), script.New(s_withDel)];
        CollectTwice(script);

        Assert.All([.. before, .. after], persistent => Assert.False(script.IsNone(persistent)));
        Assert.Equal((3 * Dropped, 2 * Dropped), (deleted, deletedSubclass));
    });

    [Fact]
    [MirrorsRPython("gc_test_base", "test_finalizer_calls_malloc_during_minor_collect")]
    public void A_finalizer_may_allocate_while_the_program_allocates() => PyPyScript.RunFast(script =>
    {
        const int Objects = 100_000;
        const int Words = 15;
        ObjectType large = new("D", PythonKind.Raw, words: Words);
        Variable all = script.New(PyPyTypes.List);
        Variable made = script.New(PyPyTypes.List);
        script.Resize(all, Objects);
        int deleted = 0;
        script.SetFinalizer(s_withDel, _ =>
        {
            deleted++;
            Variable one = script.New(large);
            script.Append(made, one);
            script.Forget(one);
        });

        script.Drop(s_withDel);
        Variable instance = script.Name();
        for (int i = 0; i < Objects; i++)
        {
            script.New(instance, large);
            script.SetWord(instance, Words - 1, i);
            script.SetItem(all, i, instance);
            script.CheckPoint();
        }

        Assert.Equal((1, 1), (deleted, script.Length(made)));
        for (int i = 0; i < Objects; i++)
        {
            script.Item(instance, all, i);
            Assert.Equal(i, script.GetWord(instance, Words - 1));
        }
    });

    [Fact]
    [MirrorsRPython("snippet", "test_from_objwithfinalizer_to_youngobj")]
    public void A_finalizer_sees_the_young_objects_of_its_object() => PyPyScript.Run(script =>
    {
        const int Strings = 500;
        script.SetFinalizer(s_withDel, self =>
        {
            Variable other = script.Get(self, 0);
            script.SetWord(other, Number, script.GetWord(other, Number) + 1);
            script.Forget(other);
        });
        Variable counted = script.New(PyPyTypes.Instance);
        script.SetWord(counted, Number, 0);
        Variable withDel = script.New(s_withDel);
        script.Set(withDel, 0, counted);
        for (int i = 0; i < Strings; i++)
        {
            script.Drop(PyPyTypes.Str, i);
        }

        script.Delete(withDel);
        script.Collect();

        Assert.Equal(1, script.GetWord(counted, Number));
    });

    [Fact]
    [MirrorsRPython("snippet", "test_overallocated_items_not_kept_alive")]
    public void What_was_cut_off_an_array_in_place_is_not_kept_alive() => PyPyScript.Run(script =>
    {
        const int Items = 10;
        const int Kept = 4;
        int deleted = 0;
        script.SetFinalizer(s_withDel, _ => deleted++);
        Variable list = script.New(PyPyTypes.List);
        for (int i = 0; i < Items; i++)
        {
            Variable item = script.New(s_withDel);
            script.Append(list, item);
            script.Forget(item);
        }

        script.Resize(list, Kept);
        script.Collect();

        Assert.Equal(Items - Kept, deleted);
    });

    [Fact]
    [MirrorsRPython("test_transformed_gc", "test_bounded_memory_when_allocating_with_finalizers")]
    public void Memory_is_bounded_while_objects_with_finalizers_are_made() => PyPyScript.RunFast(script =>
    {
        const int Objects = 1000;
        const int MostAlive = 100;
        const int Bytes = 100_000;
        int alive = 0;
        int most = 0;
        script.SetFinalizer(s_withDel, _ => alive--);
        Variable instance = script.Name();
        for (int i = 0; i < Objects; i++)
        {
            script.New(instance, s_withDel);
            Variable text = script.New(PyPyTypes.Str, Bytes);
            script.Set(instance, 0, text);
            script.Forget(text);
            most = Math.Max(most, ++alive);
            script.CheckPoint();
        }

        Assert.InRange(most, 1, MostAlive);
    });

    private static void CollectTwice(PyPyScript script)
    {
        script.Collect();
        script.Collect();
    }

    private static void DropAll(PyPyScript script, int count)
    {
        for (int i = 0; i < count; i++)
        {
            script.Drop(s_withDel);
        }
    }
}

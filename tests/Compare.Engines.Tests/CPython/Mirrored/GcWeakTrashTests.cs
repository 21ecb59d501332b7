using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.CPython.Support;

namespace Compare.Engines.Tests.CPython.Mirrored;

/// <summary>Trash with weak references, and trash that is deep.</summary>
public sealed class GcWeakTrashTests
{
    private const int Loop = 0;

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_bug1055820b")]
    public void Callbacks_of_a_collection_see_only_dead_references(string profile) => PythonHeap.Run(profile, python =>
    {
        List<bool> dead = [];
        List<Variable> weaks = [];
        Variable[] objects = [NewLoop(python), NewLoop(python)];
        foreach (Variable target in objects)
        {
            weaks.Add(python.Weak(target, _ =>
            {
                dead.Clear();
                dead.AddRange(weaks.Select(python.IsDead));
            }));
        }

        Assert.Equal(0, python.Collect());
        Assert.Empty(dead);
        python.Delete(objects);
        Assert.Empty(dead);
        Assert.Equal(2, python.Collect());
        Assert.Equal([true, true], dead);
    });

    /// <summary>
    /// A cycle holds a native container that the collector cannot look into, which holds the target of a weak reference
    /// that is in the cycle too. The target is no trash for the collector, but its weak reference is.
    /// </summary>
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_trash_weakref_clear")]
    public void The_callback_of_a_weak_reference_in_trash_is_never_called(string profile) => PythonHeap.Run(
        profile,
        python =>
        {
            int calls = 0;
            Variable target = python.New(PythonTypes.Instance);
            Variable container = python.New(PythonTypes.NativeContainer);
            python.Set(container, 0, target);
            Variable cycle = NewLoop(python);
            python.Set(cycle, 1, container);
            Variable weak = python.Weak(target, _ => calls++);
            python.Set(cycle, 2, weak);
            python.Delete(target, container, weak, cycle);
            Assert.Equal(4, python.LiveObjects);

            // The cycle and the weak reference; the target dies by count when the cycle is cleared.
            Assert.Equal(2, python.Collect());
            Assert.Equal(0, calls);
            Assert.Equal(0, python.LiveObjects);
        });

    /// <summary>Nested containers whose leaves have a finalizer that collects now and then.</summary>
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_trashcan")]
    public void Deep_containers_die_while_finalizers_collect(string profile) => PythonHeap.Run(profile, python =>
    {
        const int Depth = 150;
        const int Rounds = 2;
        const int Every = 17;
        int finalized = 0;
        ObjectType ouch = PythonTypes.ClassWithFinalizer("Ouch");
        python.SetFinalizer(ouch, _ =>
        {
            finalized++;
            if (finalized % Every == 0)
            {
                python.Collect();
            }
        });
        Variable nested = python.Name();
        Variable leaf = python.Name();
        Variable outer = python.Name();
        Action[] kinds =
        [
            () =>
            {
                python.New(outer, PythonTypes.List);
                python.Append(outer, nested);
                python.Append(outer, leaf);
            },
            () => python.MakeTuple(outer, nested, leaf),
            () =>
            {
                python.New(outer, PythonTypes.Dict);
                python.Put(outer, null, nested);
                python.Put(outer, leaf, null);
            },
        ];
        for (int round = 0; round < Rounds; round++)
        {
            foreach (Action nest in kinds)
            {
                for (int depth = 0; depth < Depth; depth++)
                {
                    python.New(leaf, ouch);
                    nest();
                    python.Assign(nested, outer);
                    python.Delete(outer, leaf);
                    python.CheckPoint();
                }

                python.Delete(nested);
            }
        }

        python.Collect();
        Assert.Equal(Rounds * kinds.Length * Depth, finalized);
        Assert.Equal(0, python.LiveObjects);
    });

    private static Variable NewLoop(PythonHeap python)
    {
        Variable instance = python.New(PythonTypes.Instance);
        python.Set(instance, Loop, instance);
        return instance;
    }
}

using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.CPython.Support;

namespace Compare.Engines.Tests.CPython.Mirrored;

/// <summary>Objects that their finalizer brings back, alone and among other trash.</summary>
public sealed class GcResurrectionTests
{
    private const int Me = 0;
    private const int Cargo = 1;
    private const int Plain = 100;

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_resurrection_only_happens_once_per_object")]
    public void An_object_comes_back_once(string profile) => PythonHeap.Run(profile, python =>
    {
        int resurrected = 0;
        Variable instances = python.List();
        ObjectType type = PythonTypes.ClassWithFinalizer("Lazarus");
        python.SetFinalizer(type, self =>
        {
            resurrected++;
            python.Append(instances, self);
        });
        python.GcEnabled = false;
        Variable lazarus = NewLoop(python, type);
        python.Collect();
        Assert.Equal(0, resurrected);

        python.Delete(lazarus);
        Assert.Equal(0, resurrected);
        Assert.Equal(0, python.Collect());
        Assert.Equal(1, resurrected);
        Assert.Equal(1, python.Length(instances));

        python.Clear(instances);
        Assert.Equal(1, resurrected);
        Assert.Equal(1, python.Collect());
        Assert.Equal(1, resurrected);
        Assert.Equal(0, python.Length(instances));
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_resurrection_is_transitive")]
    public void What_a_resurrected_object_reaches_comes_back_with_it(string profile) => PythonHeap.Run(profile, python =>
    {
        Variable instances = python.List();
        ObjectType type = PythonTypes.ClassWithFinalizer("Lazarus");
        python.SetFinalizer(type, self => python.Append(instances, self));
        python.GcEnabled = false;
        Variable lazarus = NewLoop(python, type);
        Variable cargo = NewLoop(python, PythonTypes.Instance);
        long identity = python.Id(cargo);
        python.Set(lazarus, Cargo, cargo);
        python.Set(cargo, Cargo, lazarus);
        python.Delete(lazarus, cargo);
        Assert.Equal(0, python.Collect());
        Assert.Equal(1, python.Length(instances));
        Variable instance = python.Pop(instances);
        Variable found = python.Get(instance, Cargo);
        Assert.Equal(identity, python.Id(found));
        Variable back = python.Get(found, Cargo);
        Assert.True(python.Same(instance, back));
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_resurrection_does_not_block_cleanup_of_other_objects")]
    public void Other_trash_is_freed_beside_a_resurrection(string profile) => PythonHeap.Run(profile, python =>
    {
        Variable survivors = python.List();
        ObjectType type = PythonTypes.ClassWithFinalizer("Z");
        python.SetFinalizer(type, self => python.Append(survivors, self));
        python.Collect();
        python.GcEnabled = false;
        DropLoops(python, PythonTypes.Instance, Plain);
        CollectAndCompare(python, Plain);

        DropLoops(python, type, 1);
        CollectAndCompare(python, 0);

        DropLoops(python, PythonTypes.Instance, Plain);
        DropLoops(python, type, 1);
        CollectAndCompare(python, Plain);
        Assert.Equal(2, python.Length(survivors));

        python.Clear(survivors);
        CollectAndCompare(python, 2);
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_bug21435")]
    public void A_finalizer_may_change_an_attribute_of_trash(string profile) => PythonHeap.Run(profile, python =>
    {
        const int Attribute = 0;
        const int X = 1;
        int finalized = 0;
        ObjectType type = PythonTypes.ClassWithFinalizer("B");
        python.SetFinalizer(type, self =>
        {
            finalized++;
            python.Set(self, Attribute, null);
        });
        Variable a = python.New(PythonTypes.Instance);
        Variable b = python.New(type);
        Variable x = python.New(PythonTypes.Instance);
        python.Set(b, X, x);
        python.Set(a, Attribute, b);
        python.Set(b, Attribute, a);
        python.Delete(a, b, x);

        // The finalizer cuts the cycle, so that both die by count and the collection finds nothing.
        Assert.Equal(0, python.Collect());
        Assert.Equal(1, finalized);
        Assert.Equal(0, python.LiveObjects);
    });

    private static Variable NewLoop(PythonHeap python, ObjectType type)
    {
        Variable instance = python.New(type);
        python.Set(instance, Me, instance);
        return instance;
    }

    private static void DropLoops(PythonHeap python, ObjectType type, int count)
    {
        for (int made = 0; made < count; made++)
        {
            python.Forget(NewLoop(python, type));
        }
    }

    /// <summary>A full collection returns, and adds to the statistics, as many objects as it collected.</summary>
    private static void CollectAndCompare(PythonHeap python, long expected)
    {
        (long collected, long uncollectable) = Totals(python);
        Assert.Equal(expected, python.Collect());
        Assert.Equal((collected + expected, uncollectable), Totals(python));
    }

    private static (long Collected, long Uncollectable) Totals(PythonHeap python)
    {
        IReadOnlyList<GenerationStatistics> generations = python.GcStatistics;
        return (generations.Sum(generation => generation.Collected), generations.Sum(generation => generation.Uncollectable));
    }
}

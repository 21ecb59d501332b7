using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.CPython.Support;

namespace Compare.Engines.Tests.CPython.Mirrored;

/// <summary>Collections that start by themselves, and those that must not.</summary>
public sealed class GcTogglingTests
{
    private const int Loop = 0;
    private const int Keep = 1;
    private const int MostLists = 10_000;

    /// <summary>
    /// An object of the oldest generation is kept by young trash only. The callback on it is called when it dies, by count
    /// and in the middle of the collection, and reads a weak reference to other young trash, which has no callback.
    /// </summary>
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTogglingTests.test_bug1055820c")]
    public void A_callback_in_a_collection_sees_no_trash(string profile) => PythonHeap.Run(profile, python =>
    {
        List<bool> dead = [];
        Variable c0 = NewLoop(python, PythonTypes.Instance);
        python.Collect();
        Variable c1 = NewLoop(python, PythonTypes.Instance);
        python.Set(c1, Keep, c0);
        python.Set(c0, Loop, null);
        Variable c2 = NewLoop(python, PythonTypes.Instance);
        Variable c2Weak = python.Weak(c2);
        Variable c0Weak = python.Weak(c0, _ => dead.Add(python.IsDead(c2Weak)));
        python.Delete(c0, c1, c2);
        Assert.True(CollectsWithin(python, MostLists));
        Assert.Equal([true], dead);
        Assert.True(python.IsDead(c0Weak));
    });

    /// <summary>As the callback, with a finalizer in its place.</summary>
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTogglingTests.test_bug1055820d")]
    public void A_finalizer_in_a_collection_sees_no_trash(string profile) => PythonHeap.Run(profile, python =>
    {
        List<bool> dead = [];
        python.SetThresholds(1000, 0, 0);
        ObjectType type = PythonTypes.ClassWithFinalizer("D");
        Variable d0 = NewLoop(python, type);
        python.Collect();
        Variable c1 = NewLoop(python, PythonTypes.Instance);
        python.Set(c1, Keep, d0);
        python.Set(d0, Loop, null);
        Variable c2 = NewLoop(python, PythonTypes.Instance);
        Variable c2Weak = python.Weak(c2);
        python.SetFinalizer(type, _ => dead.Add(python.IsDead(c2Weak)));
        python.Delete(d0, c1, c2);
        Assert.True(CollectsWithin(python, MostLists));
        Assert.Equal([true], dead);
    });

    /// <summary>
    /// A passed threshold is a flag until the next check point. When the collector is disabled in between, the check point
    /// does nothing, and no later one does.
    /// </summary>
    [Theory]
    [MemberData(nameof(Profiles.Deferred), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTogglingTests.test_indirect_calls_with_gc_disabled")]
    public void A_collection_that_is_due_does_not_start_when_disabled(string profile) => PythonHeap.Run(profile, python =>
    {
        const int Threshold = 1000;
        python.SetThresholds(Threshold, 0, 0);
        Assert.True(CollectsWithin(python, MostLists));

        int collections = 0;
        python.AddGcCallback(_ => collections++);
        Variable junk = python.List();
        for (int count = 0; count <= 2 * Threshold; count++)
        {
            AppendList(python, junk);
        }

        python.GcEnabled = false;
        python.CheckPoint();
        Assert.Equal(0, collections);
        Assert.False(CollectsWithin(python, MostLists));
        Assert.Equal(0, collections);
        python.GcEnabled = true;
    });

    /// <summary>Makes lists until trash that was made first is collected.</summary>
    private static bool CollectsWithin(PythonHeap python, int lists)
    {
        bool happened = false;
        Variable detector = NewLoop(python, PythonTypes.Instance);
        Variable weak = python.Weak(detector, _ => happened = true);
        python.Delete(detector);
        Variable junk = python.List();
        for (int made = 0; made < lists && !happened; made++)
        {
            AppendList(python, junk);
            python.CheckPoint();
        }

        python.Delete(weak, junk);
        return happened;
    }

    private static void AppendList(PythonHeap python, Variable junk)
    {
        Variable list = python.List();
        python.Append(junk, list);
        python.Forget(list);
    }

    private static Variable NewLoop(PythonHeap python, ObjectType type)
    {
        Variable instance = python.New(type);
        python.Set(instance, Loop, instance);
        return instance;
    }
}

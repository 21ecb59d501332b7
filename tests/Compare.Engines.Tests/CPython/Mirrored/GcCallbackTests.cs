using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.CPython.Support;

namespace Compare.Engines.Tests.CPython.Mirrored;

/// <summary>The callbacks before and after a collection (<c>gc.callbacks</c>).</summary>
public sealed class GcCallbackTests
{
    private const int Partner = 0;

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCCallbackTests.test_collect")]
    public void Each_callback_is_told_of_begin_and_end_once(string profile) => PythonHeap.Run(profile, python =>
    {
        List<(int Callback, CollectionNotice Notice)> visits = [];
        Action<CollectionNotice> first = notice => visits.Add((1, notice));
        Action<CollectionNotice> second = notice => visits.Add((2, notice));
        python.AddGcCallback(first);
        python.AddGcCallback(second);
        python.Collect();
        Assert.Equal(
            [(1, CollectionPhase.Start), (2, CollectionPhase.Start), (1, CollectionPhase.Stop), (2, CollectionPhase.Stop)],
            visits.Select(visit => (visit.Callback, visit.Notice.Phase)));
        Assert.All(visits, visit => Assert.Equal((2, 0, 0), (
            visit.Notice.Generation, visit.Notice.Collected, visit.Notice.Uncollectable)));

        Assert.True(python.RemoveGcCallback(first));
        Assert.False(python.RemoveGcCallback(first));
        visits.Clear();
        python.Collect();
        Assert.Equal([2, 2], visits.Select(visit => visit.Callback));
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCCallbackTests.test_collect_generation")]
    public void A_callback_is_told_the_generation(string profile) => PythonHeap.Run(profile, python =>
    {
        List<int> generations = [];
        python.AddGcCallback(notice => generations.Add(notice.Generation));
        python.Collect(2);
        python.Collect(0);
        Assert.Equal([2, 2, 0, 0], generations);
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCCallbackTests.test_collect_garbage")]
    public void A_callback_is_told_what_was_collected_and_may_clean_the_garbage(string profile) => PythonHeap.Run(
        profile,
        python =>
        {
            List<CollectionNotice> stops = [];
            bool cleans = false;
            python.AddGcCallback(notice =>
            {
                if (notice.Phase == CollectionPhase.Stop)
                {
                    stops.Add(notice);
                }

                if (notice.Phase == CollectionPhase.Stop && cleans)
                {
                    Clean(python);
                }
            });
            ObjectType type = PythonTypes.Class("Uncollectable", ObjectTraits.LegacyFinalizer);
            python.SetLegacyFinalizer(type, _ => { });
            DropPair(python, type);
            DropPair(python, type);
            Variable loop = python.New(PythonTypes.Instance);
            python.Set(loop, 0, loop);
            python.Delete(loop);
            Assert.Equal(5, python.Collect());
            Assert.Equal((1, 4), Assert.Single(stops.Select(stop => (stop.Collected, stop.Uncollectable))));

            // The loop over the garbage leaves its last object in the variable, which keeps one pair alive.
            IReadOnlyList<Variable> garbage = python.Garbage();
            Assert.Equal(4, garbage.Count);
            python.Delete([.. garbage.SkipLast(1)]);
            cleans = true;
            stops.Clear();
            python.ClearGarbage();
            Assert.Equal(2, python.Collect());
            Assert.Equal((0, 2), Assert.Single(stops.Select(stop => (stop.Collected, stop.Uncollectable))));
            Assert.Empty(python.Garbage());
            Assert.Equal(2, python.LiveObjects);
        });

    /// <summary>Two objects that cannot be collected.</summary>
    private static void DropPair(PythonHeap python, ObjectType type)
    {
        Variable first = python.New(type);
        Variable second = python.New(type);
        python.Set(first, Partner, second);
        python.Set(second, Partner, first);
        python.Delete(first, second);
    }

    private static void Clean(PythonHeap python)
    {
        IReadOnlyList<Variable> garbage = python.Garbage();
        python.ClearGarbage();
        foreach (Variable uncollectable in garbage)
        {
            python.Set(uncollectable, Partner, null);
            python.Forget(uncollectable);
        }
    }
}

using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.CPython.Support;

namespace Compare.Engines.Tests.CPython.Mirrored;

/// <summary>Counters, statistics, frozen objects and the lists of the generations.</summary>
public sealed class GcStateTests
{
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_get_count")]
    public void A_new_list_is_counted(string profile) => PythonHeap.Run(profile, python =>
    {
        python.Collect();
        Assert.Equal([0L, 0L, 0L], python.Counts);
        python.List();
        Assert.Equal([1L, 0L, 0L], python.Counts);
    });

    [Theory]
    [MemberData(nameof(Profiles.Generational), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_collect_generations")]
    public void A_collection_counts_in_the_next_generation(string profile) => PythonHeap.Run(profile, python =>
    {
        python.Collect();
        python.List();
        python.Collect(0);
        Assert.Equal([1L, 0L], python.Counts.Skip(1));
        python.Collect(1);
        Assert.Equal([0L, 1L], python.Counts.Skip(1));
        python.Collect(2);
        Assert.Equal([0L, 0L], python.Counts.Skip(1));
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_get_stats")]
    public void The_statistics_of_a_generation_count_its_collections(string profile) => PythonHeap.Run(profile, python =>
    {
        IReadOnlyList<GenerationStatistics> before = [.. python.GcStatistics];
        Assert.Equal(3, before.Count);
        Assert.All(before, generation =>
        {
            Assert.True(generation.Collections >= 0);
            Assert.True(generation.Collected >= 0);
            Assert.True(generation.Uncollectable >= 0);
        });
        python.Collect(0);
        Assert.Equal(
            [before[0].Collections + 1, before[1].Collections, before[2].Collections],
            python.GcStatistics.Select(generation => generation.Collections));
        python.Collect(2);
        Assert.Equal(
            [before[0].Collections + 1, before[1].Collections, before[2].Collections + 1],
            python.GcStatistics.Select(generation => generation.Collections));
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_freeze")]
    public void Frozen_objects_are_counted_until_they_are_unfrozen(string profile) => PythonHeap.Run(profile, python =>
    {
        Variable list = python.List();
        python.Append(list, list);
        python.Freeze();
        Assert.Equal(1, python.FrozenCount);
        Assert.Empty(python.Objects());
        python.Delete(list);
        Assert.Equal(0, python.Collect());
        python.Unfreeze();
        Assert.Equal(0, python.FrozenCount);
        Assert.Equal(1, python.Collect());
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_get_objects")]
    public void A_new_object_is_listed(string profile) => PythonHeap.Run(profile, python =>
    {
        python.Collect();
        Variable list = python.List();
        python.Append(list, list);
        Assert.Equal([python.Id(list)], python.Objects());
    });

    [Theory]
    [MemberData(nameof(Profiles.Generational), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_get_objects_generations")]
    public void An_object_grows_old(string profile) => PythonHeap.Run(profile, python =>
    {
        python.Collect();
        Variable list = python.List();
        python.Append(list, list);
        ReadOnlySpan<int> generations = [0, 1, 2, 2];
        for (int age = 0; age < generations.Length; age++)
        {
            for (int generation = 0; generation <= PythonHeap.Oldest; generation++)
            {
                Assert.Equal(generation == generations[age] ? [python.Id(list)] : [], python.Objects(generation));
            }

            python.Collect(Math.Min(age, PythonHeap.Oldest));
        }

        python.Delete(list);
        Assert.Equal(1, python.Collect());
        Assert.Empty(python.Objects());
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_get_objects_arguments")]
    public void No_generation_means_all_and_only_three_exist(string profile) => PythonHeap.Run(profile, python =>
    {
        python.List();
        python.Collect();
        python.List();
        Assert.Equal(2, python.Objects().Length);
        Assert.Equal(python.Objects(), python.Objects(null));
        Assert.Equal(
            python.Objects().Order(),
            Enumerable.Range(0, 3).SelectMany(generation => python.Objects(generation)).Order());
        foreach (int generation in new[] { 3, 1000, -1000 })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => python.Objects(generation));
        }
    });

    /// <summary>Trash on its way to death is in no generation's list: nothing finds it, not even by its own attribute.</summary>
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_get_objects_during_gc")]
    public void Trash_is_not_listed_while_it_is_finalized(string profile) => PythonHeap.Run(profile, python =>
    {
        bool finalized = false;
        ObjectType type = PythonTypes.ClassWithFinalizer("GetObjectsOnDel");
        Variable other = python.List();
        python.SetFinalizer(type, self =>
        {
            finalized = true;
            Assert.Equal([python.Id(other)], python.Objects());
            Assert.Empty(python.Referrers(self));
        });
        Variable instance = python.New(type);
        python.Set(instance, 0, instance);
        python.Delete(instance);
        python.Collect();
        Assert.True(finalized);
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_traverse_frozen_objects")]
    public void Trash_may_refer_to_a_frozen_object(string profile) => PythonHeap.Run(profile, python =>
    {
        Variable frozen = python.List(python.Int(1), python.Int(2), python.Int(3));
        python.Freeze();
        Variable cycle = python.List(frozen);
        python.Append(cycle, cycle);
        python.Delete(cycle);
        Assert.Equal(1, python.Collect());
        python.Unfreeze();
        Assert.Equal(3, python.Length(frozen));
        Assert.Equal(0, python.Collect());
    });
}

using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Tests.CPython.Support;

namespace Compare.Engines.Tests.CPython.Mirrored;

/// <summary>The plain cycles of test_gc: one or two objects that only keep each other.</summary>
public sealed class GcTests
{
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_list")]
    public void A_list_that_contains_itself(string profile) => PythonHeap.Run(profile, python =>
    {
        Variable list = python.List();
        python.Append(list, list);
        CollectDropped(python, 1, list);
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_dict")]
    public void A_dictionary_that_contains_itself(string profile) => PythonHeap.Run(profile, python =>
    {
        Variable dict = python.New(PythonTypes.Dict);
        Variable key = python.Int(1);
        python.Put(dict, key, dict);
        python.Delete(key);
        CollectDropped(python, 1, dict);
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_tuple")]
    public void A_list_and_a_tuple_that_contain_each_other(string profile) => PythonHeap.Run(profile, python =>
    {
        Variable list = python.List();
        Variable tuple = python.Tuple(list);
        python.Append(list, tuple);
        CollectDropped(python, 2, tuple, list);
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_instance")]
    public void An_instance_with_itself_as_an_attribute(string profile) => PythonHeap.Run(profile, python =>
    {
        Variable instance = python.New(PythonTypes.Instance);
        python.Set(instance, 0, instance);
        CollectDropped(python, 1, instance);
    });

    /// <summary>The function of the bound method belongs to the class, which lives on.</summary>
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_method")]
    public void An_instance_that_holds_its_own_bound_method(string profile) => PythonHeap.Run(profile, python =>
    {
        Variable function = python.New(PythonTypes.Function);
        Variable instance = python.New(PythonTypes.Instance);
        Variable method = python.New(PythonTypes.Method);
        python.Set(method, 0, instance);
        python.Set(method, 1, function);
        python.Set(instance, 0, method);
        CollectDropped(python, 2, method, instance);
        Assert.False(python.IsNone(function));
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_function")]
    public void A_function_in_its_own_globals(string profile) => PythonHeap.Run(profile, python =>
    {
        Variable globals = python.New(PythonTypes.Dict);
        Variable function = python.New(PythonTypes.Function);
        Variable name = python.New(PythonTypes.Str);
        python.Set(function, 0, globals);
        python.Put(globals, name, function);
        python.Delete(name);
        CollectDropped(python, 2, function, globals);
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_frame")]
    public void A_frame_that_is_its_own_local_variable(string profile) => PythonHeap.Run(profile, python =>
    {
        Variable frame = python.New(PythonTypes.Frame);
        python.Set(frame, 0, frame);
        CollectDropped(python, 1, frame);
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_saveall")]
    public void Saveall_puts_what_would_be_freed_into_the_garbage(string profile) => PythonHeap.Run(profile, python =>
    {
        python.Collect();
        Assert.Empty(python.Garbage());
        Variable list = python.List();
        python.Append(list, list);
        long identity = python.Id(list);
        python.Debug = CollectorDebug.SaveAll;
        python.Delete(list);
        Assert.Equal(1, python.Collect());
        python.Debug = CollectorDebug.None;
        Variable saved = Assert.Single(python.Garbage());
        Assert.Equal(identity, python.Id(saved));
        Assert.Equal(1, python.Length(saved));
        python.ClearGarbage();
        Assert.Empty(python.Garbage());
        CollectDropped(python, 1, saved);
    });

    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_del")]
    public void A_finalizer_runs_while_collections_start_all_the_time(string profile) =>
        FinalizeUnderCollections(profile, PythonTypes.ClassWithFinalizer("A"));

    /// <summary>The class derives from <c>object</c> explicitly; here it has slots, so that it differs at all.</summary>
    [Theory]
    [MemberData(nameof(Profiles.All), MemberType = typeof(Profiles))]
    [Mirrors("test_gc", "GCTests.test_del_newclass")]
    public void A_finalizer_of_slots_runs_while_collections_start_all_the_time(string profile) => FinalizeUnderCollections(
        profile,
        new ObjectType("A", PythonKind.SlotsInstance, references: 1, traits: ObjectTraits.Finalizable));

    private static void FinalizeUnderCollections(string profile, ObjectType type) => PythonHeap.Run(profile, python =>
    {
        const int Lists = 10;
        int finalized = 0;
        python.SetFinalizer(type, self =>
        {
            // What dir(self) makes: lists and strings, with check points between them.
            Variable names = python.List();
            for (int count = 0; count < Lists; count++)
            {
                Variable inner = python.List(self);
                python.Append(names, inner);
                python.Forget(inner);
                python.CheckPoint();
            }

            python.Forget(names);
            finalized++;
        });
        python.SetThresholds(1);
        long before = python.GcStatistics.Sum(generation => generation.Collections);
        Variable instance = python.New(type);
        python.CheckPoint();
        python.Delete(instance);
        python.CheckPoint();
        Assert.Equal(1, finalized);
        if (Profiles.HasGenerations(profile))
        {
            Assert.True(python.GcStatistics.Sum(generation => generation.Collections) > before);
        }

        Assert.Equal(0, python.Collect());
        Assert.Equal(1, finalized);
        Assert.Equal(0, python.LiveObjects);
    });

    /// <summary>Drops the last names of a cycle, which then is all that a collection finds.</summary>
    private static void CollectDropped(PythonHeap python, int objects, params ReadOnlySpan<Variable> names)
    {
        Assert.Equal(0, python.Collect());
        long live = python.LiveObjects;
        python.Delete(names);
        Assert.True(python.LiveObjects >= live - 1);
        Assert.Equal(objects, python.Collect());
        Assert.Equal(0, python.Collect());
    }
}

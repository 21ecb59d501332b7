using Compare.Engines.Abstractions.Modules;
using Compare.Engines.PyPy.Modules;
using Compare.Engines.Tests.PyPy.Fidelity;
using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <summary>The hooks of the module gc: what they are told, and when.</summary>
public sealed class GcHookTests
{
    private readonly CollectedHooks _hooks = new();

    [Fact]
    [MirrorsRPython("pypy test_hook", "test_default")]
    public void At_first_there_are_none() => PyPyScript.Run(script => Assert.Null(script.Hooks));

    [Fact]
    [MirrorsRPython("pypy test_hook", "test_on_gc_minor")]
    public void A_minor_collection_is_told_with_its_numbers()
    {
        HookQueue queue = new() { Listener = _hooks };
        GcMinorStats first = MinorOf(10) with { TotalMemoryUsed = 20, PinnedObjects = 30 };
        GcMinorStats second = MinorOf(40) with { TotalMemoryUsed = 50, PinnedObjects = 60 };

        Fire(queue, first);
        Fire(queue, second);
        queue.Listener = null;
        Fire(queue, MinorOf(70));

        Assert.Equal([first, second], _hooks.Minors);
    }

    [Fact]
    [MirrorsRPython("pypy test_hook", "test_on_gc_collect_step")]
    public void A_step_is_told_with_its_states()
    {
        HookQueue queue = new() { Listener = _hooks };
        GcCollectStepStats first = StepOf(10) with { OldState = IncrementalState.Scanning, NewState = IncrementalState.Marking };
        GcCollectStepStats second = StepOf(40) with { OldState = IncrementalState.Sweeping, NewState = IncrementalState.Finalizing };

        Fire(queue, first);
        Fire(queue, second);
        queue.Listener = null;
        Fire(queue, StepOf(70));

        Assert.Equal([first, second], _hooks.Steps);
    }

    [Fact]
    [MirrorsRPython("pypy test_hook", "test_on_gc_collect")]
    public void A_major_collection_is_told_with_its_bytes()
    {
        HookQueue queue = new() { Listener = _hooks };
        GcCollectStats first = new(1, 1, 2, 3, 4, 5, 6, 7);
        GcCollectStats second = new(1, 8, 9, 10, 11, 12, 13, 14);

        Fire(queue, first);
        Fire(queue, second);
        queue.Listener = null;
        Fire(queue, new GcCollectStats(42, 42, 42, 42, 42, 42, 42, 42));

        Assert.Equal([first, second], _hooks.Collections);
    }

    [Fact]
    [MirrorsRPython("pypy test_hook", "test_consts")]
    public void The_states_have_PyPys_numbers()
    {
        IncrementalState[] states =
        [
            IncrementalState.Scanning, IncrementalState.Marking, IncrementalState.Sweeping, IncrementalState.Finalizing,
            IncrementalState.UserDel,
        ];

        Assert.Equal([0, 1, 2, 3, 4], states.Select(state => (int)state));
    }

    [Fact]
    [MirrorsRPython("pypy test_hook", "test_cumulative")]
    public void What_happens_between_two_calls_is_summed_up()
    {
        HookQueue queue = new() { Listener = _hooks };

        FireMany(queue);

        GcMinorStats minor = Assert.Single(_hooks.Minors);
        GcCollectStepStats step = Assert.Single(_hooks.Steps);
        Assert.Equal(
            (2, 12, 5, 7),
            (minor.Count, minor.DurationNanoseconds, minor.ShortestNanoseconds, minor.LongestNanoseconds));
        Assert.Equal(
            (3, 42, 5, 22), (step.Count, step.DurationNanoseconds, step.ShortestNanoseconds, step.LongestNanoseconds));
    }

    [Fact]
    [MirrorsRPython("pypy test_hook", "test_clear_queue")]
    public void What_was_told_is_not_told_again()
    {
        HookQueue queue = new() { Listener = _hooks };

        FireMany(queue);
        Assert.Equal((1, 1, 1), (_hooks.Minors.Count, _hooks.Steps.Count, _hooks.Collections.Count));
        Fire(queue, MinorOf(0));

        Assert.Equal((2, 1, 1), (_hooks.Minors.Count, _hooks.Steps.Count, _hooks.Collections.Count));
    }

    /// <summary>
    /// PyPy 7.3.11 does the same: what happens inside a hook is told with what happens next, not by itself.
    /// </summary>
    [Fact]
    [MirrorsRPython("pypy test_hook", "test_no_recursive")]
    public void A_hook_is_not_called_inside_a_hook() => PyPyScript.Run(script =>
    {
        CollectingHooks hooks = new(script);
        script.Hooks = hooks;
        script.Collect();
        script.CheckPoint();
        script.CheckPoint();
        Assert.Equal([1], hooks.Counts);

        script.Collect();
        script.CheckPoint();

        Assert.Equal([1, 2], hooks.Counts);
        Assert.False(hooks.WasCalledInside);
        script.Hooks = null;
    });

    [Fact]
    [MirrorsRPython("test_transformed_gc", "test_gc_hooks")]
    public void Real_collections_are_told() => PyPyScript.Run(script =>
    {
        script.Hooks = _hooks;
        script.Minor();
        script.CheckPoint();
        Assert.Equal((1, 0, 0), (_hooks.Minors.Sum(minor => minor.Count), _hooks.Steps.Count, _hooks.Collections.Count));

        script.Collect();
        script.CheckPoint();

        long minors = _hooks.Minors.Sum(minor => minor.Count);
        Assert.Equal(script.Minors, minors);
        Assert.Equal(minors - 1, _hooks.Steps.Sum(step => step.Count)); // each step comes after a minor collection
        GcCollectStats collection = Assert.Single(_hooks.Collections);
        Assert.Equal((1, script.Majors), (collection.Count, collection.MajorCollections));
        Assert.Equal(script.Stats().TotalArenaMemory, collection.ArenaBytes);
        Assert.Equal(script.Stats().TotalRawMemory, collection.RawBytesAfter);
    });

    private static GcMinorStats MinorOf(long duration) => new(1, duration, duration, duration, 0, 0);

    private static GcCollectStepStats StepOf(long duration) =>
        new(1, duration, duration, duration, default, default, IsMajorDone: false);

    private static void Fire(HookQueue queue, GcMinorStats stats)
    {
        queue.OnMinor(stats);
        queue.Deliver();
    }

    private static void Fire(HookQueue queue, GcCollectStepStats stats)
    {
        queue.OnCollectStep(stats);
        queue.Deliver();
    }

    private static void Fire(HookQueue queue, GcCollectStats stats)
    {
        queue.OnCollect(stats);
        queue.Deliver();
    }

    private static void FireMany(HookQueue queue)
    {
        queue.OnMinor(MinorOf(5));
        queue.OnMinor(MinorOf(7));
        queue.OnCollectStep(StepOf(5));
        queue.OnCollectStep(StepOf(15));
        queue.OnCollectStep(StepOf(22));
        queue.OnCollect(new(1, 1, 2, 3, 4, 5, 6, 7));
        queue.Deliver();
    }

    /// <summary>Hooks that collect and pass a check point, when they are told of a major collection for the first time.</summary>
    private sealed class CollectingHooks(PyPyScript script) : IPyPyGcHooks
    {
        private bool _isInside;

        public List<long> Counts { get; } = [];

        public bool WasCalledInside { get; private set; }

        public void OnMinor(GcMinorStats stats) => WasCalledInside |= _isInside;

        public void OnCollectStep(GcCollectStepStats stats) => WasCalledInside |= _isInside;

        public void OnCollect(GcCollectStats stats)
        {
            WasCalledInside |= _isInside;
            Counts.Add(stats.Count);
            if (Counts.Count == 1)
            {
                _isInside = true;
                script.Collect();
                script.CheckPoint();
                _isInside = false;
            }
        }
    }
}

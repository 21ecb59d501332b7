using Compare.Engines.Abstractions.Modules;
using Compare.Engines.PyPy.Modules;
using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <summary>What hooks are told.</summary>
public sealed class HookTests
{
    private const long NodeBytes = 32;

    [Fact]
    [MirrorsRPython("test_hook", "test_on_gc_minor")]
    public void A_minor_collection_tells_what_is_in_use()
    {
        using CollectorDriver driver = new(CollectorDriver.Untranslated);
        driver.NewNode(0);
        driver.CollectMinor();
        Assert.Equal([["minor", 0L, 0]], driver.Events);

        driver.Events.Clear();
        driver.AddSlot(driver.NewNode(1));
        driver.AddSlot(driver.NewNode(2));
        driver.CollectMinor();
        Assert.Equal([["minor", 2 * NodeBytes, 0]], driver.Events);
    }

    [Fact]
    [MirrorsRPython("test_hook", "test_on_gc_collect")]
    public void A_major_collection_tells_its_steps_and_its_arenas()
    {
        using CollectorDriver driver = new(CollectorDriver.Untranslated);
        driver.NewNode(0);
        driver.Collect();
        Assert.Equal(
            [["step", 0, 1], ["step", 1, 2], ["step", 2, 3], ["step", 3, 0]],
            driver.Events.Where(told => "step".Equals(told[0])));
        Assert.Equal(
            [["collect", 1L, 0, 0, 0L, 0L, 0L, 0]],
            driver.Events.Where(told => "collect".Equals(told[0])));

        driver.Events.Clear();
        driver.AddSlot(driver.NewNode(1));
        driver.Collect();
        Assert.Equal(
            [["collect", 2L, 1, 1, NodeBytes, 0L, 0L, 0]],
            driver.Events.Where(told => "collect".Equals(told[0])));
    }

    [Fact]
    [MirrorsRPython("test_hook", "test_hook_disabled")]
    public void Without_hooks_nothing_is_kept_for_later_ones()
    {
        HookQueue queue = new();
        using CollectorDriver driver = new(CollectorDriver.Untranslated);
        driver.Engine.EventSink = queue;
        driver.CollectMinor();
        driver.Collect();

        Counter counter = new();
        queue.Listener = counter;
        queue.Deliver();
        Assert.Equal(0, counter.Calls);

        driver.Collect();
        queue.Deliver();
        Assert.Equal(3, counter.Calls);
    }

    private sealed class Counter : IPyPyGcHooks
    {
        public int Calls { get; private set; }

        public void OnMinor(GcMinorStats stats) => Count(stats.Count, stats.DurationNanoseconds);

        public void OnCollectStep(GcCollectStepStats stats) => Count(stats.Count, stats.DurationNanoseconds);

        public void OnCollect(GcCollectStats stats) => Count(stats.Count, 0);

        private void Count(long count, long nanoseconds)
        {
            Assert.True(count > 0 && nanoseconds >= 0);
            Calls++;
        }
    }
}

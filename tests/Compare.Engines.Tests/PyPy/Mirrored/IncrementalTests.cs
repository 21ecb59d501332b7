using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <summary>What the program does between the steps of a major collection.</summary>
public sealed class IncrementalTests
{
    private const int Next = CollectorDriver.Next;

    /// <summary>A step that marks one object: any object is larger.</summary>
    private const int SingleStep = 2;

    [Fact]
    [MirrorsRPython("test_direct", "test_write_barrier_marking_simple")]
    public void A_store_into_a_black_object_makes_it_gray()
    {
        using CollectorDriver driver = new(CollectorDriver.Untranslated);
        driver.AddSlot(driver.NewNode(0));
        driver.AddSlot(driver.NewNode(1));
        driver.StepUntil(IncrementalState.Marking);
        nint old = driver[1];
        Assert.False(CollectorDriver.IsVisited(old));

        driver.CollectMinor();
        driver.Engine.MarkForTesting(1);
        Assert.True(CollectorDriver.IsVisited(old));

        driver.Set(old, Next, driver.NewNode(2));
        Assert.Equal([old], driver.Engine.RememberedForTesting.ToArray());

        driver.CollectMinor();
        Assert.False(CollectorDriver.IsVisited(old));
        Assert.Contains(old, driver.Engine.MoreGrayForTesting.ToArray());
        driver.StepUntil(IncrementalState.Scanning);
        Assert.Equal(2, CollectorDriver.Number(driver.Get(old, Next)));
    }

    [Fact]
    [MirrorsRPython("test_direct", "test_sweeping_simple")]
    public void What_is_allocated_while_sweeping_lives()
    {
        using CollectorDriver driver = new(CollectorDriver.Untranslated);
        Assert.Equal(IncrementalState.Scanning, driver.State.State);
        driver.AddSlot(driver.NewNode(0));
        driver.AddSlot(driver.NewNode(1));
        driver.StepUntil(IncrementalState.Sweeping);
        nint old = driver[1];
        Assert.True(CollectorDriver.IsVisited(old));

        nint first = driver.NewNode(1337);
        driver.NewNode(1338);
        driver.Set(old, Next, first);
        driver.StepUntil(IncrementalState.Scanning);

        Assert.Equal(1337, CollectorDriver.Number(driver.Get(old, Next)));
    }

    [Fact]
    [MirrorsRPython("test_direct", "test_obj_on_escapes_on_stack")]
    public void A_reference_that_moves_to_a_root_while_marking_lives()
    {
        using CollectorDriver driver = new(CollectorDriver.Untranslated);
        driver.AddSlot(driver.NewNode(0));
        driver.Set(driver[0], Next, driver.NewNode(13));
        driver.StepUntil(IncrementalState.Marking);
        driver.AddSlot(driver.Get(driver[0], Next));
        driver.Set(driver[0], Next, 0);

        driver.StepUntil(IncrementalState.Scanning);

        Assert.Equal(13, CollectorDriver.Number(driver[1]));
        Assert.True(driver.Arenas.Owns(driver[1], out _, out _));
    }

    [Fact]
    [MirrorsRPython("test_direct", "test_collect_0")]
    public void A_minor_collection_makes_no_step()
    {
        using CollectorDriver driver = new(CollectorDriver.Untranslated);
        driver.Engine.Collect(1);
        driver.TakeEvents();

        driver.CollectMinor();

        Assert.Equal(new Dictionary<string, int> { ["minor"] = 1 }, driver.TakeEvents());
    }

    [Fact]
    [MirrorsRPython("test_direct", "test_enable_disable")]
    public void Large_allocations_make_steps_unless_switched_off()
    {
        using CollectorDriver driver = new(CollectorDriver.Untranslated);
        Assert.Equal(["minor", "step"], LargeAllocation(driver));

        driver.Engine.AutomaticCollection = false;
        Assert.Equal(["minor"], LargeAllocation(driver));

        driver.Engine.AutomaticCollection = true;
        Assert.Equal(["minor", "step"], LargeAllocation(driver));
    }

    [Fact]
    [MirrorsRPython("test_direct", "test_call_collect_when_disabled")]
    public void What_is_asked_for_is_done_when_switched_off()
    {
        using CollectorDriver driver = new(CollectorDriver.Untranslated);
        driver.AddSlot(driver.NewNode(42));
        driver.Collect();
        nint old = driver.RemoveSlot();
        driver.Engine.AutomaticCollection = false;
        driver.TakeEvents();

        for (int i = 0; i < 2; i++)
        {
            driver.Engine.Collect(1);
            Assert.Equal(["minor", "step"], driver.TakeEvents().Keys.Order());
            Assert.True(driver.Arenas.Owns(old, out _, out _));
            Assert.Equal(42, CollectorDriver.Number(old));
        }

        driver.Collect();
        Assert.Equal(["collect", "minor", "step"], driver.TakeEvents().Keys.Order());
        Assert.False(driver.Arenas.Owns(old, out _, out _));
    }

    [Fact]
    [MirrorsRPython("test_direct", "test_collect_step")]
    public void Each_step_has_one_minor_collection()
    {
        using CollectorDriver driver = new(CollectorDriver.Untranslated);
        List<(IncrementalState Old, IncrementalState New)> states = [];
        do
        {
            states.Add(driver.Step());
            Assert.Equal(["minor", "step"], driver.Events.Select(told => told[0]).Where(name => !"collect".Equals(name)));
            driver.Events.Clear();
        }
        while (states[^1].New != IncrementalState.Scanning);

        Assert.Equal(
            [
                (IncrementalState.Scanning, IncrementalState.Marking), (IncrementalState.Marking, IncrementalState.Sweeping),
                (IncrementalState.Sweeping, IncrementalState.Finalizing),
                (IncrementalState.Finalizing, IncrementalState.Scanning),
            ],
            states);
    }

    [Fact]
    [MirrorsRPython("test_direct", "test_pin_id_bug")]
    public void An_object_with_an_id_may_be_pinned_while_marking()
    {
        using CollectorDriver driver = new(CollectorDriver.Untranslated with { IncrementStep = SingleStep });
        driver.StepUntil(IncrementalState.Marking);
        driver.AddSlot(driver.New(ObjectKind.String, 1));
        nint id = driver.Engine.IdOf(driver[0]);
        Assert.True(driver.Engine.Pin(driver[0]));
        Assert.Equal((IncrementalState.Marking, IncrementalState.Sweeping), driver.Step());

        driver.Engine.Unpin(driver[0]);
        driver.Collect();

        Assert.Equal(id, driver[0]);
        Assert.True(driver.Arenas.Owns(id, out _, out _));
    }

    [Fact]
    [MirrorsRPython("test_direct", "test_pin_id_bug2")]
    public void An_object_with_an_id_may_be_pinned_over_a_collection()
    {
        using CollectorDriver driver = new(CollectorDriver.Untranslated with { IncrementStep = SingleStep });
        driver.AddSlot(driver.New(ObjectKind.String, 1));
        nint id = driver.Engine.IdOf(driver[0]);
        Assert.True(driver.Engine.Pin(driver[0]));
        driver.StepUntil(IncrementalState.Finalizing);
        driver.Step();
        driver.Engine.Unpin(driver[0]);
        Assert.Equal(IncrementalState.Scanning, driver.State.State);
        Assert.False(CollectorDriver.IsVisited(id));

        driver.Collect();

        Assert.Equal(id, driver[0]);
        Assert.True(driver.Arenas.Owns(id, out _, out _));
    }

    private static IEnumerable<string> LargeAllocation(CollectorDriver driver)
    {
        driver.TakeEvents();
        driver.New(ObjectKind.Array, (int)(driver.State.Threshold / 4));
        return driver.TakeEvents().Keys.Except(["collect"]).Order();
    }
}

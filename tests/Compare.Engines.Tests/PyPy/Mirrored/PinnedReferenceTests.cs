using Compare.Engines.Abstractions.Modules;
using Compare.Engines.PyPy.Collector;
using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <summary>Pinned objects that only other objects refer to. A prebuilt holder of the original is an old one here.</summary>
public sealed class PinnedReferenceTests
{
    private const int Next = CollectorDriver.Next;
    private const int Data = CollectorDriver.Previous;
    private const int Number = 100;

    /// <summary>A step that marks one object: any object is larger.</summary>
    private const int SingleStep = 2;

    private static readonly CollectorParameters s_parameters = CollectorDriver.Untranslated with { MaxPinned = 20 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [MirrorsRPython("test_object_pinning", "test_pin_referenced_from_old_minor_collection")]
    [MirrorsRPython("test_object_pinning", "test_pin_referenced_from_old_major_collection")]
    [MirrorsRPython("test_object_pinning", "test_pin_referenced_from_prebuilt_minor_collection")]
    [MirrorsRPython("test_object_pinning", "test_pin_referenced_from_prebuilt_major_collection")]
    public void An_old_object_keeps_a_pinned_one(bool isMajor)
    {
        using CollectorDriver driver = new(s_parameters);
        nint old = AddOld(driver, isMajor);
        nint pinned = StorePinned(driver, old);

        driver.Collect(isMajor);

        VerifyHeld(driver, old, pinned);
    }

    [Fact]
    [MirrorsRPython("test_object_pinning", "test_pin_referenced_from_old_stepwise_major_collection")]
    public void An_old_object_keeps_it_in_each_step()
    {
        using CollectorDriver driver = new(s_parameters);
        nint old = AddOld(driver, isMajor: false);
        nint pinned = StorePinned(driver, old);
        do
        {
            driver.Step();
            VerifyHeld(driver, old, pinned);
        }
        while (driver.State.State != IncrementalState.Scanning);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [MirrorsRPython("test_object_pinning", "test_pin_referenced_from_old_remove_ref_minor_collection")]
    [MirrorsRPython("test_object_pinning", "test_pin_referenced_from_old_remove_ref_major_collection")]
    public void A_pinned_object_dies_with_the_reference_to_it(bool isMajor)
    {
        using CollectorDriver driver = new(s_parameters);
        nint old = AddOld(driver, isMajor);
        nint pinned = StorePinned(driver, old);
        driver.Collect(isMajor);
        VerifyHeld(driver, old, pinned);
        driver.Set(old, Next, 0);

        driver.Collect(isMajor);

        VerifyNonePinned(driver);
        Assert.Equal(old, driver[0]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [MirrorsRPython("test_object_pinning", "test_pin_referenced_from_old_remove_old_minor_collection")]
    [MirrorsRPython("test_object_pinning", "test_pin_referenced_from_old_remove_old_major_collection")]
    public void A_pinned_object_dies_with_its_holder(bool isMajor)
    {
        using CollectorDriver driver = new(s_parameters);
        nint old = AddOld(driver, isMajor);
        nint pinned = StorePinned(driver, old);
        driver.Collect(isMajor);
        VerifyHeld(driver, old, pinned);
        driver.RemoveSlot();

        driver.Collect();

        Assert.False(driver.Arenas.Owns(old, out _, out _));
        driver.CollectMinor();
        VerifyNonePinned(driver);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [MirrorsRPython("test_object_pinning", "test_pin_referenced_from_young_in_stackroots_minor_collection")]
    [MirrorsRPython("test_object_pinning", "test_pin_referenced_from_young_in_stackroots_major_collection")]
    public void A_holder_becomes_old_without_what_is_pinned(bool isMajor)
    {
        using CollectorDriver driver = new(s_parameters);
        driver.AddSlot(driver.NewNode(900));
        nint pinned = StorePinned(driver, driver[0]);
        Assert.Equal("nursery", driver.PlaceOf(driver[0]));
        Assert.Equal(0, driver.Engine.PointingToPinnedForTesting.Length);

        driver.Collect(isMajor);

        Assert.Equal("arena", driver.PlaceOf(driver[0]));
        VerifyHeld(driver, driver[0], pinned);
    }

    [Fact]
    [MirrorsRPython("test_object_pinning", "test_old_objects_pointing_to_pinned_not_exploading")]
    public void Each_holder_is_listed_once()
    {
        const int Rounds = 10;
        using CollectorDriver driver = new(s_parameters);
        driver.AddSlot(driver.NewNode(900));
        driver.AddSlot(driver.NewNode(800));
        nint pinned = StorePinned(driver, driver[0]);
        driver.Set(driver[0], Data, pinned);
        driver.Set(driver[1], Next, pinned);
        driver.Set(driver[1], Data, pinned);
        driver.Collect();
        Assert.Equal(("arena", "arena"), (driver.PlaceOf(driver[0]), driver.PlaceOf(driver[1])));

        for (int i = 0; i < Rounds; i++)
        {
            Assert.Equal(
                new[] { driver[0], driver[1] }.Order(), driver.Engine.PointingToPinnedForTesting.ToArray().Order());
            driver.Step();
        }
    }

    [Fact]
    [MirrorsRPython("test_object_pinning", "test_pin_bug1")]
    public void A_pinned_object_that_dies_while_marking_is_on_no_gray_list()
    {
        using CollectorDriver driver = new(s_parameters with { IncrementStep = SingleStep });
        nint holder = AddOld(driver, isMajor: true);
        nint pinned = StorePinned(driver, holder);
        driver.CollectMinor();
        Assert.Equal(IncrementalState.Scanning, driver.State.State);
        driver.Engine.StepMajor(0);
        VerifyGray(driver, gray: [holder], more: []);
        driver.CollectMinor();
        driver.Engine.StepMajor(0);
        Assert.Equal(IncrementalState.Marking, driver.State.State);
        VerifyGray(driver, gray: [], more: [holder]);

        driver.Set(holder, Next, 0);
        driver.Engine.Unpin(pinned);
        driver.CollectMinor();
        Assert.Equal(IncrementalState.Marking, driver.State.State);
        Assert.Equal(pinned, driver.New(ObjectKind.Plain)); // Its place is free again.
        driver.Engine.StepMajor(0);
        driver.StepUntil(IncrementalState.Scanning);

        Assert.Equal(holder, driver[0]);
        VerifyNonePinned(driver);
    }

    [Fact]
    [MirrorsRPython("test_object_pinning", "test_pin_bug2")]
    public void An_unpinned_object_that_moves_makes_its_black_holder_gray()
    {
        using CollectorDriver driver = new(s_parameters with { IncrementStep = SingleStep });
        nint pinned = driver.New(ObjectKind.Plain);
        CollectorDriver.PlainNumber(pinned) = Number;
        Assert.True(driver.Engine.Pin(pinned));
        driver.AddSlot(driver.NewNode(1));
        driver.AddSlot(driver.NewNode(2));
        driver.Set(driver[1], Data, pinned);
        driver.Collect();
        nint holder = driver[1];
        driver.CollectMinor();
        driver.Engine.StepMajor(0);
        Assert.Equal((IncrementalState.Marking, false), (driver.State.State, CollectorDriver.IsVisited(holder)));
        driver.Engine.StepMajor(0);
        Assert.Equal((IncrementalState.Marking, true), (driver.State.State, CollectorDriver.IsVisited(holder)));
        Assert.Equal([holder], driver.Engine.PointingToPinnedForTesting.ToArray());

        driver.Engine.Unpin(pinned);
        driver.CollectMinor();

        Assert.False(CollectorDriver.IsVisited(holder));
        Assert.Contains(holder, driver.Engine.MoreGrayForTesting.ToArray());
        driver.StepUntil(IncrementalState.Scanning);
        nint moved = driver.Get(holder, Data);
        Assert.Equal(("arena", Number), (driver.PlaceOf(moved), CollectorDriver.PlainNumber(moved)));
    }

    /// <summary>
    /// Each minor collection makes the black holder gray again, and marking it pushes it again, as it refers to itself. In
    /// PyPy too; real steps are larger than such a holder.
    /// </summary>
    [Fact]
    public void A_holder_in_a_cycle_keeps_tiny_steps_from_ending_until_it_holds_nothing_pinned()
    {
        const int Steps = 100;
        using CollectorDriver driver = new(s_parameters with { IncrementStep = SingleStep });
        nint holder = AddOld(driver, isMajor: false);
        nint pinned = StorePinned(driver, holder);
        driver.Set(holder, Data, holder);
        for (int i = 0; i < Steps; i++)
        {
            driver.Step();
            Assert.Equal(IncrementalState.Marking, driver.State.State);
        }

        driver.Engine.Unpin(pinned);
        driver.StepUntil(IncrementalState.Scanning);

        Assert.Equal(Number, CollectorDriver.PlainNumber(driver.Get(holder, Next)));
    }

    private static nint AddOld(CollectorDriver driver, bool isMajor)
    {
        int slot = driver.AddSlot(driver.NewNode(900));
        driver.Collect(isMajor);
        Assert.Equal("arena", driver.PlaceOf(driver[slot]));
        return driver[slot];
    }

    private static nint StorePinned(CollectorDriver driver, nint holder)
    {
        nint pinned = driver.New(ObjectKind.Plain);
        CollectorDriver.PlainNumber(pinned) = Number;
        driver.Set(holder, Next, pinned);
        Assert.True(driver.Engine.Pin(pinned));
        Assert.Equal(1, driver.State.Pinned);
        return pinned;
    }

    private static void VerifyHeld(CollectorDriver driver, nint holder, nint pinned)
    {
        Assert.Equal(pinned, driver.Get(holder, Next));
        Assert.Equal(("nursery", true), (driver.PlaceOf(pinned), driver.Engine.IsPinned(pinned)));
        Assert.Equal((Number, 1), (CollectorDriver.PlainNumber(pinned), driver.State.Pinned));
        Assert.Equal([holder], driver.Engine.PointingToPinnedForTesting.ToArray());
    }

    private static void VerifyGray(CollectorDriver driver, nint[] gray, nint[] more)
    {
        Assert.Equal(gray, driver.Engine.GrayForTesting.ToArray());
        Assert.Equal(more, driver.Engine.MoreGrayForTesting.ToArray());
    }

    private static void VerifyNonePinned(CollectorDriver driver)
    {
        Assert.Equal(0, driver.State.Pinned);
        Assert.Equal(0, driver.Engine.PointingToPinnedForTesting.Length);
    }
}

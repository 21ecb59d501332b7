using Compare.Engines.Abstractions.Modules;
using Compare.Engines.PyPy.Collector;
using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <summary>A pinned object stays where it is while something refers to it, and the nursery is filled around it.</summary>
public sealed class PinnedPlaceTests
{
    private const int Number = 100;

    private static readonly CollectorParameters s_parameters = CollectorDriver.Untranslated with { MaxPinned = 20 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [MirrorsRPython("test_object_pinning", "test_pinned_obj_in_stackroot_minor_collection")]
    [MirrorsRPython("test_object_pinning", "test_pinned_obj_in_stackroot_full_major_collection")]
    public void A_pinned_object_in_a_root_slot_stays(bool isMajor)
    {
        using CollectorDriver driver = new(s_parameters);
        nint pinned = AddPinned(driver);

        driver.Collect(isMajor);

        VerifyPinned(driver, pinned);
        Assert.Equal(pinned, driver[0]);
    }

    [Fact]
    [MirrorsRPython("test_object_pinning", "test_pinned_obj_in_stackroots_stepwise_major_collection")]
    public void It_stays_in_each_step()
    {
        using CollectorDriver driver = new(s_parameters);
        nint pinned = AddPinned(driver);
        do
        {
            driver.Step();
            VerifyPinned(driver, pinned);
            Assert.Equal(pinned, driver[0]);
            Assert.Equal(0, driver.Engine.PointingToPinnedForTesting.Length);
        }
        while (driver.State.State != IncrementalState.Scanning);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [MirrorsRPython("test_object_pinning", "test_pin_unpin_moved_stackroot_minor_collection")]
    [MirrorsRPython("test_object_pinning", "test_pin_unpin_moved_stackroot_major_collection")]
    public void An_unpinned_object_moves(bool isMajor)
    {
        using CollectorDriver driver = new(s_parameters);
        nint pinned = AddPinned(driver);
        driver.Collect(isMajor);
        driver.Engine.Unpin(pinned);
        Assert.Equal((false, "nursery"), (driver.Engine.IsPinned(pinned), driver.PlaceOf(pinned)));

        driver.Collect(isMajor);

        Assert.Equal(("arena", Number), (driver.PlaceOf(driver[0]), CollectorDriver.PlainNumber(driver[0])));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [MirrorsRPython("test_object_pinning", "test_pin_shadow_1_minor_collection")]
    [MirrorsRPython("test_object_pinning", "test_pin_shadow_1_major_collection")]
    [MirrorsRPython("test_object_pinning", "test_pin_shadow_2_minor_collection")]
    [MirrorsRPython("test_object_pinning", "test_pin_shadow_2_major_collection")]
    public void A_pinned_object_with_an_id_moves_to_it_later(bool isMajor, bool asksForHash)
    {
        using CollectorDriver driver = new(s_parameters);
        nint pinned = AddPinned(driver);
        long Identity() => asksForHash ? driver.Engine.IdentityHash(driver[0]) : driver.Engine.IdOf(driver[0]);
        long identity = Identity();
        driver.Collect(isMajor);
        VerifyPinned(driver, pinned);
        driver.Engine.Unpin(pinned);

        driver.Collect(isMajor);

        Assert.Equal(("arena", Number), (driver.PlaceOf(driver[0]), CollectorDriver.PlainNumber(driver[0])));
        Assert.Equal(identity, Identity());
    }

    [Fact]
    [MirrorsRPython("test_object_pinning", "test_objects_to_trace_bug")]
    public void A_pinned_root_is_not_gray()
    {
        using CollectorDriver driver = new(s_parameters);
        nint pinned = AddPinned(driver);
        driver.Step();
        Assert.Equal((IncrementalState.Marking, 0L), (driver.State.State, driver.State.Gray));
        driver.Engine.Unpin(pinned);

        driver.Step();

        Assert.Equal(("arena", Number), (driver.PlaceOf(driver[0]), CollectorDriver.PlainNumber(driver[0])));
    }

    [Fact]
    [MirrorsRPython("test_object_pinning", "test_pin_nursery_top_scenario1")]
    public void Pinning_alone_changes_nothing()
    {
        using CollectorDriver driver = new(s_parameters);
        nint[] pinned = AddThree(driver);

        Assert.True(pinned[2] < driver.Engine.NurseryFree);
        Assert.True(driver.Engine.NurseryFree < driver.Engine.NurseryTop);
    }

    [Fact]
    [MirrorsRPython("test_object_pinning", "test_pin_nursery_top_scenario2")]
    public void Pinned_objects_at_the_start_leave_no_room_before_them()
    {
        using CollectorDriver driver = new(s_parameters);
        nint[] pinned = AddThree(driver);

        driver.Collect();

        Assert.Equal((pinned[0], pinned[0]), (driver.Engine.NurseryFree, driver.Engine.NurseryTop));
        Assert.Equal(pinned[2] + 16, driver.New(ObjectKind.Plain));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [MirrorsRPython("test_object_pinning", "test_pin_nursery_top_scenario3")]
    [MirrorsRPython("test_object_pinning", "test_pin_nursery_top_scenario4")]
    public void The_room_before_the_first_pinned_object_is_free(int unpinned)
    {
        using CollectorDriver driver = new(s_parameters);
        nint[] pinned = AddThree(driver);
        foreach (nint obj in pinned[..unpinned])
        {
            driver.Engine.Unpin(obj);
        }

        driver.Collect();

        Assert.Equal((pinned[0], pinned[unpinned]), (driver.Engine.NurseryFree, driver.Engine.NurseryTop));
    }

    [Fact]
    [MirrorsRPython("test_object_pinning", "test_pin_nursery_top_scenario5")]
    public void Without_pinned_objects_all_is_free()
    {
        using CollectorDriver driver = new(s_parameters);
        nint top = driver.Engine.NurseryTop;
        nint[] pinned = AddThree(driver);
        Array.ForEach(pinned, driver.Engine.Unpin);

        driver.Collect();

        Assert.Equal((pinned[0], top), (driver.Engine.NurseryFree, driver.Engine.NurseryTop));
    }

    private static nint AddPinned(CollectorDriver driver)
    {
        int slot = driver.AddSlot(driver.New(ObjectKind.Plain));
        CollectorDriver.PlainNumber(driver[slot]) = Number;
        Assert.True(driver.Engine.Pin(driver[slot]));
        return driver[slot];
    }

    private static nint[] AddThree(CollectorDriver driver) => [AddPinned(driver), AddPinned(driver), AddPinned(driver)];

    private static void VerifyPinned(CollectorDriver driver, nint pinned)
    {
        Assert.Equal(("nursery", true), (driver.PlaceOf(pinned), driver.Engine.IsPinned(pinned)));
        Assert.Equal((Number, 1), (CollectorDriver.PlainNumber(pinned), driver.State.Pinned));
    }
}

using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.PyPy.Collector;
using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <summary>What can be pinned, and how many.</summary>
public sealed class PinningTests
{
    private static readonly CollectorParameters s_parameters = CollectorDriver.Untranslated with { MaxPinned = 20 };

    [Fact]
    [MirrorsRPython("test_object_pinning", "test_pin_can_move")]
    public void A_pinned_object_still_counts_as_movable()
    {
        using CollectorDriver driver = new(s_parameters);
        nint plain = driver.New(ObjectKind.Plain);

        Assert.True(driver.Engine.CanMove(new(plain)));
        Assert.True(driver.Engine.Pin(plain));
        Assert.True(driver.Engine.CanMove(new(plain)));
    }

    [Fact]
    [MirrorsRPython("test_object_pinning", "test_pin_twice")]
    public void A_pinned_object_cannot_be_pinned()
    {
        using CollectorDriver driver = new(s_parameters);
        nint plain = driver.New(ObjectKind.Plain);

        Assert.True(driver.Engine.Pin(plain));
        Assert.False(driver.Engine.Pin(plain));
        Assert.Equal(1, driver.State.Pinned);
    }

    [Fact]
    [MirrorsRPython("test_object_pinning", "test_unpin_not_pinned")]
    public void An_object_that_is_not_pinned_cannot_be_unpinned()
    {
        using CollectorDriver driver = new(s_parameters);

        Assert.Throws<InvalidOperationException>(() => driver.Engine.Unpin(driver.New(ObjectKind.Plain)));
    }

    [Fact]
    [MirrorsRPython("test_object_pinning", "test__is_pinned")]
    public void An_object_is_pinned_until_it_is_unpinned()
    {
        using CollectorDriver driver = new(s_parameters);
        nint plain = driver.New(ObjectKind.Plain);
        Assert.False(driver.Engine.IsPinned(plain));
        Assert.True(driver.Engine.Pin(plain));
        Assert.True(driver.Engine.IsPinned(plain));
        driver.Engine.Unpin(plain);
        Assert.False(driver.Engine.IsPinned(plain));
    }

    [Fact]
    [MirrorsRPython("test_object_pinning", "test_try_pin_gcref_containing_type")]
    public void Only_plain_data_can_be_pinned()
    {
        using CollectorDriver driver = new(s_parameters);
        driver.AddSlot(driver.New(ObjectKind.Node));
        nint[] others = [driver[0], driver.New(ObjectKind.Array, 0), driver.NewWeakPointer(0)];

        Assert.All(others, obj => Assert.False(driver.Engine.Pin(obj)));
    }

    [Fact]
    [MirrorsRPython("test_object_pinning", "test_pin_old")]
    [MirrorsRPython("test_object_pinning", "test_prebuilt_not_pinnable")]
    public void An_old_object_cannot_be_pinned()
    {
        using CollectorDriver driver = new(s_parameters);
        driver.AddSlot(driver.New(ObjectKind.Plain));
        driver.Collect();

        Assert.Equal("arena", driver.PlaceOf(driver[0]));
        Assert.False(driver.Engine.Pin(driver[0]));
        Assert.Equal(0, driver.State.Pinned);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [MirrorsRPython("test_object_pinning", "test_pin_pin_pinned_object_count_minor_collection")]
    [MirrorsRPython("test_object_pinning", "test_pin_pin_pinned_object_count_major_collection")]
    public void Two_pinned_objects_are_counted(bool isMajor)
    {
        using CollectorDriver driver = new(s_parameters);
        for (int i = 0; i < 2; i++)
        {
            driver.AddSlot(driver.New(ObjectKind.Plain));
            Assert.True(driver.Engine.Pin(driver[i]));
            Assert.Equal(i + 1, driver.State.Pinned);
        }

        driver.Collect(isMajor);

        Assert.Equal(2, driver.State.Pinned);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [MirrorsRPython("test_object_pinning", "test_pin_unpin_pinned_object_count_minor_collection")]
    [MirrorsRPython("test_object_pinning", "test_pin_unpin_pinned_object_count_major_collection")]
    public void An_unpinned_object_is_not_counted(bool isMajor)
    {
        using CollectorDriver driver = new(s_parameters);
        driver.AddSlot(driver.New(ObjectKind.Plain));
        Assert.Equal(0, driver.State.Pinned);
        Assert.True(driver.Engine.Pin(driver[0]));
        Assert.Equal(1, driver.State.Pinned);
        driver.Collect(isMajor);
        Assert.Equal(1, driver.State.Pinned);
        driver.Engine.Unpin(driver[0]);
        Assert.Equal(0, driver.State.Pinned);
        driver.Collect(isMajor);
        Assert.Equal(0, driver.State.Pinned);
    }

    [Fact]
    [MirrorsRPython("test_object_pinning", "test_pinning_limit")]
    public void So_many_objects_can_be_pinned()
    {
        const int Most = 5;
        using CollectorDriver driver = new(s_parameters with { MaxPinned = Most });
        for (int i = 0; i < Most; i++)
        {
            driver.AddSlot(driver.New(ObjectKind.Plain));
            Assert.True(driver.Engine.Pin(driver[i]));
        }

        driver.AddSlot(driver.New(ObjectKind.Plain));
        Assert.False(driver.Engine.Pin(driver[Most]));
    }

    [Fact]
    [MirrorsRPython("test_object_pinning", "test_full_pinned_nursery_pin_fail")]
    public void A_nursery_full_of_pinned_objects_takes_no_other()
    {
        using CollectorDriver driver = new(s_parameters with { MaxPinned = 50 });
        FillNursery(driver);

        Assert.Throws<HeapExhaustedException>(() => driver.New(ObjectKind.Plain));
    }

    [Fact]
    [MirrorsRPython("test_object_pinning", "test_full_pinned_nursery_arena_reset")]
    public void A_nursery_full_of_pinned_objects_can_be_collected()
    {
        using CollectorDriver driver = new(s_parameters);
        int count = FillNursery(driver);

        driver.Collect();

        Assert.Equal(count, driver.State.Pinned);
        Assert.All(Enumerable.Range(0, count), i => Assert.Equal(i, CollectorDriver.PlainNumber(driver[i])));
    }

    [Fact]
    [MirrorsRPython("test_object_pinning", "test_malloc_different_types")]
    public void After_a_collection_another_object_can_be_pinned()
    {
        using CollectorDriver driver = new(s_parameters);
        driver.AddSlot(driver.New(ObjectKind.Plain));
        Assert.True(driver.Engine.Pin(driver[0]));
        driver.Collect();
        driver.AddSlot(driver.New(ObjectKind.Plain));

        Assert.True(driver.Engine.Pin(driver[1]));
        Assert.NotEqual(driver[0], driver[1]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [MirrorsRPython("test_object_pinning", "test_random")]
    public void Objects_pinned_at_random_keep_their_numbers(int seed)
    {
        const int Objects = 1000;
        const int Number = 100;
        Random random = new(seed);
        using CollectorDriver driver = new(s_parameters);
        List<int> free = [];
        for (int i = 0; i < Objects; i++)
        {
            nint obj = driver.New(ObjectKind.Plain);
            CollectorDriver.PlainNumber(obj) = Number;
            if (random.Next(2) == 0)
            {
                Put(driver, free, obj);
            }

            if (random.Next(2) == 0)
            {
                driver.Engine.Pin(obj);
            }

            for (int steps = random.Next(1, 5); steps > 0; steps--)
            {
                driver.Step();
            }

            for (int slot = 0; slot < driver.Slots; slot++)
            {
                Touch(driver, free, slot, random);
            }
        }

        void Touch(CollectorDriver touched, List<int> dropped, int slot, Random choice)
        {
            if (touched[slot] == 0)
            {
                return;
            }

            Assert.Equal(Number, CollectorDriver.PlainNumber(touched[slot]));
            if (choice.Next(10) == 0 && touched.Engine.IsPinned(touched[slot]))
            {
                touched.Engine.Unpin(touched[slot]);
            }

            if (choice.Next(10) == 0)
            {
                touched[slot] = 0;
                dropped.Add(slot);
            }
        }
    }

    private static void Put(CollectorDriver driver, List<int> free, nint obj)
    {
        if (free.Count == 0)
        {
            driver.AddSlot(obj);
            return;
        }

        driver[free[^1]] = obj;
        free.RemoveAt(free.Count - 1);
    }

    private static int FillNursery(CollectorDriver driver)
    {
        int count = (int)driver.State.NurseryLeft / (int)driver.Engine.SizeOfObject(driver.New(ObjectKind.Plain));
        driver.CollectMinor();
        for (int i = 0; i < count; i++)
        {
            driver.AddSlot(driver.New(ObjectKind.Plain));
            CollectorDriver.PlainNumber(driver[i]) = i;
            Assert.True(driver.Engine.Pin(driver[i]));
        }

        Assert.Equal(0, driver.State.NurseryLeft);
        return count;
    }
}

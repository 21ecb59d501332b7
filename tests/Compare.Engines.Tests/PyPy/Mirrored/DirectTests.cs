using Compare.Engines.PyPy.Objects;
using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <summary>
/// Objects behind root slots live and keep their contents, all others die. A prebuilt object of the original is an old object
/// in a root slot here.
/// </summary>
public sealed class DirectTests
{
    private const int Next = CollectorDriver.Next;
    private const int Previous = CollectorDriver.Previous;

    [Fact]
    [MirrorsRPython("test_direct", "test_simple")]
    public void An_object_in_a_root_slot_keeps_its_number()
    {
        using CollectorDriver driver = new(CollectorDriver.Untranslated);
        driver.AddSlot(driver.NewNode(5));

        driver.Collect();

        Assert.Equal(5, CollectorDriver.Number(driver[0]));
        Assert.Equal("arena", driver.PlaceOf(driver[0]));
    }

    [Fact]
    [MirrorsRPython("test_direct", "test_missing_stack_root")]
    public void An_object_in_no_root_slot_is_freed()
    {
        using CollectorDriver driver = new(CollectorDriver.Untranslated);
        driver.NewNode(5, ObjectKind.DestructibleNode);
        driver.AddSlot(driver.NewNode(6, ObjectKind.DestructibleNode));

        driver.Collect();
        Assert.Equal([5], driver.Destroyed);

        nint old = driver.RemoveSlot();
        driver.Collect();
        Assert.Equal([5, 6], driver.Destroyed);
        Assert.False(driver.Arenas.Owns(old, out _, out _));
        Assert.Equal(0, driver.Arenas.UsedBytes);
    }

    [Fact]
    [MirrorsRPython("test_direct", "test_prebuilt_gc")]
    public void A_chain_behind_an_old_object_lives()
    {
        using CollectorDriver driver = new(CollectorDriver.Untranslated);
        driver.AddSlot(driver.NewNode(42));
        driver.Collect();
        nint prebuilt = driver[0];
        driver.Set(prebuilt, Next, driver.NewNode(43));
        driver.Set(driver.Get(prebuilt, Next), Next, driver.NewNode(44));

        driver.Collect();

        Assert.Equal([42, 43, 44], Chain(driver, driver[0]));
    }

    [Fact]
    [MirrorsRPython("test_direct", "test_prebuilt_nongc")]
    public void Objects_behind_roots_of_the_engine_live()
    {
        using CollectorDriver driver = new(CollectorDriver.Untranslated, slots: 2);
        driver[0] = driver.NewNode(43);
        driver[1] = driver.NewNode(44);

        driver.Collect();

        Assert.Equal((43, 44), (CollectorDriver.Number(driver[0]), CollectorDriver.Number(driver[1])));
    }

    [Fact]
    [MirrorsRPython("test_direct", "test_write_barrier_direct")]
    public void A_young_object_stored_in_an_old_one_lives()
    {
        using CollectorDriver driver = new(CollectorDriver.Untranslated);
        driver.AddSlot(driver.NewNode(0));
        driver.Collect();
        driver.Set(driver[0], Next, driver.NewNode(1));

        driver.Engine.Collect(0);

        Assert.Equal([0, 1], Chain(driver, driver[0]));
    }

    [Fact]
    [MirrorsRPython("test_direct", "test_many_objects")]
    public void Rings_that_grow_stay_rings()
    {
        const int Rounds = 100;
        const int Rings = 3;
        using CollectorDriver driver = new(CollectorDriver.Untranslated);
        for (int ring = 0; ring < Rings; ring++)
        {
            nint node = driver.NewNode(-1 - ring);
            driver.AddSlot(node);
            driver.Set(node, Next, node);
            driver.Set(node, Previous, node);
        }

        driver.Collect();
        for (int i = 0; i < Rounds; i++)
        {
            for (int ring = 0; ring < Rings; ring++)
            {
                Grow(driver, ring, i);
            }
        }

        driver.Collect();
        for (int ring = 0; ring < Rings; ring++)
        {
            long[] expected = [.. Enumerable.Range(0, Rounds).Reverse().Select(i => i + 1000L), -1 - ring,
                .. Enumerable.Range(0, Rounds).Reverse().Select(i => (long)i)];
            Assert.Equal(expected.Order(), Ring(driver, driver[ring], Next).Order());
            Assert.Equal(
                Ring(driver, driver[ring], Next).Skip(1),
                Ring(driver, driver[ring], Previous).Skip(1).Reverse());
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 4)]
    [MirrorsRPython("test_direct", "test_collect_gen")]
    public void A_level_of_collection_does_so_many_steps(int level, int steps)
    {
        using CollectorDriver driver = new(CollectorDriver.Untranslated);

        driver.Engine.Collect(level);

        Dictionary<string, int> events = driver.TakeEvents();
        Assert.Equal(steps, events.GetValueOrDefault("step"));
        Assert.Equal(level == 2 ? 1 : 0, events.GetValueOrDefault("collect"));
    }

    [Fact]
    [MirrorsRPython("test_direct", "test_memory_alignment")]
    public void Strings_of_any_length_keep_their_last_character()
    {
        const int Lengths = 50;
        using CollectorDriver driver = new(CollectorDriver.Untranslated);
        for (int i = 0; i < Lengths; i++)
        {
            nint text = driver.New(ObjectKind.String, i);
            if (i > 0)
            {
                driver.Character(text, i - 1) = (byte)i;
            }

            driver.AddSlot(text);
        }

        driver.Collect();

        for (int i = 1; i < Lengths; i++)
        {
            Assert.Equal((i, (byte)i), (driver.Length(driver[i]), driver.Character(driver[i], i - 1)));
            Assert.Equal(0, driver[i] % ObjectHeader.SlotBytes);
        }
    }

    private static void Grow(CollectorDriver driver, int ring, int number)
    {
        int first = driver.AddSlot(driver.NewNode(number));
        nint after = driver.NewNode(number + 1000);
        nint before = driver.RemoveSlot();
        Assert.Equal(driver.Slots, first);
        nint node = driver[ring];
        driver.Set(before, Previous, driver.Get(node, Previous));
        driver.Set(driver.Get(before, Previous), Next, before);
        driver.Set(before, Next, node);
        driver.Set(node, Previous, before);
        driver.Set(after, Previous, node);
        driver.Set(after, Next, driver.Get(node, Next));
        driver.Set(driver.Get(after, Next), Previous, after);
        driver.Set(node, Next, after);
    }

    private static List<long> Chain(CollectorDriver driver, nint node)
    {
        List<long> numbers = [];
        for (; node != 0; node = driver.Get(node, Next))
        {
            numbers.Add(CollectorDriver.Number(node));
        }

        return numbers;
    }

    private static List<long> Ring(CollectorDriver driver, nint start, int direction)
    {
        List<long> numbers = [];
        nint node = start;
        do
        {
            numbers.Add(CollectorDriver.Number(node));
            node = driver.Get(node, direction);
        }
        while (node != start);
        return numbers;
    }
}

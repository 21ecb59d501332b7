using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <summary>The references of a fresh object are null; all else is what was there before.</summary>
public sealed class FreshObjectTests
{
    /// <summary>Eight of the characters with which an emptied nursery is filled on request.</summary>
    private const long Filled = 0x2323_2323_2323_2323;

    [Fact]
    [MirrorsRPython("test_direct", "test_malloc_fixedsize_no_cleanup")]
    public void Fields_are_null_and_numbers_are_not_cleared()
    {
        using CollectorDriver driver = new(CollectorDriver.Untranslated with { FillsNursery = true });

        nint node = driver.New(ObjectKind.Node);

        Assert.Equal((0, 0), (driver.Get(node, CollectorDriver.Previous), driver.Get(node, CollectorDriver.Next)));
        Assert.Equal(Filled, CollectorDriver.Number(node));
    }

    [Fact]
    [MirrorsRPython("test_direct", "test_malloc_varsize_no_cleanup")]
    public void Characters_are_not_cleared()
    {
        using CollectorDriver driver = new(CollectorDriver.Untranslated with { FillsNursery = true });

        nint text = driver.New(ObjectKind.String, 5);

        Assert.All(Enumerable.Range(0, 5), i => Assert.Equal((byte)'#', driver.Character(text, i)));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(100)]
    [MirrorsRPython("test_direct", "test_malloc_varsize_no_cleanup2")]
    public void Items_of_arrays_large_and_small_are_null(int length)
    {
        using CollectorDriver driver = new(CollectorDriver.Untranslated with { FillsNursery = true });

        nint array = driver.New(ObjectKind.Array, length);

        Assert.All(Enumerable.Range(0, length), i => Assert.Equal(0, driver.Get(array, i)));
    }

    [Fact]
    [MirrorsRPython("test_direct", "test_malloc_array_of_ptr_struct")]
    public void Fields_of_items_are_null()
    {
        const int Length = 5;
        using CollectorDriver driver = new(CollectorDriver.Untranslated with { FillsNursery = true });
        driver.AddSlot(driver.New(ObjectKind.Array, Length));
        for (int i = 0; i < Length; i++)
        {
            Assert.Equal(0, driver.Get(driver[0], i));
            nint node = driver.New(ObjectKind.Node);
            Assert.Equal((0, 0), (driver.Get(node, CollectorDriver.Previous), driver.Get(node, CollectorDriver.Next)));
            driver.Set(driver[0], i, node);
        }
    }
}

using Compare.Engines.PyPy.Collector;
using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <summary>Arrays of references: random stores, with and without cards.</summary>
public sealed class ArrayTests
{
    /// <summary>A number coprime to the lengths, by which the original scatters its stores.</summary>
    private const int Stride = 1291;

    private const int Arrays = 40;

    private static readonly CollectorParameters s_cards = CollectorDriver.Untranslated with { CardPageIndices = 4 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [MirrorsRPython("test_direct", "test_varsized_from_stack")]
    public void Arrays_in_root_slots_keep_their_items(bool withCards)
    {
        using CollectorDriver driver = new(withCards ? s_cards : CollectorDriver.Untranslated);
        Dictionary<(int Array, int Item), long> expected = [];
        int x = 0;
        for (int i = 0; i < Arrays; i++)
        {
            driver.AddSlot(driver.New(ObjectKind.Array, i));
            for (int j = 0; j < 5; j++, x += Stride)
            {
                Store(driver, slot => driver[slot], x, driver.Slots, expected);
            }
        }

        Verify(driver, slot => driver[slot], expected);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [MirrorsRPython("test_direct", "test_varsized_from_prebuilt_gc")]
    public void Arrays_behind_old_objects_keep_their_items(bool withCards)
    {
        using CollectorDriver driver = new(withCards ? s_cards : CollectorDriver.Untranslated);
        nint Array(int slot) => driver.Get(driver[slot], CollectorDriver.Next);
        for (int i = 0; i < Arrays; i++)
        {
            driver.AddSlot(driver.NewNode(i));
        }

        driver.Collect();
        Dictionary<(int Array, int Item), long> expected = [];
        int x = 0;
        for (int i = 0; i < Arrays; i++)
        {
            nint array = driver.New(ObjectKind.Array, i);
            driver.Set(driver[i], CollectorDriver.Next, array);
            for (int j = 0; j < 20; j++, x += Stride)
            {
                Store(driver, Array, x, i + 1, expected);
            }
        }

        Verify(driver, Array, expected);
    }

    public static TheoryData<int> CardLengths => new([.. Enumerable.Range(4, 13), 69, 300]);

    [Theory]
    [MemberData(nameof(CardLengths))]
    [MirrorsRPython("test_direct", "test_card_marker")]
    public void What_a_card_covers_lives(int length)
    {
        const int Stores = 50;
        using CollectorDriver driver = new(s_cards);
        Dictionary<int, long> numbers = [];
        driver.AddSlot(driver.New(ObjectKind.Array, length));
        for (int i = 0; i < Stores; i++)
        {
            nint node = driver.NewNode(-i);
            int index = i * i % length;
            driver.Set(driver[0], index, node);
            numbers[index] = -i;
            Assert.All(numbers, pair => Assert.Equal(
                pair.Value, CollectorDriver.Number(driver.Get(driver[0], pair.Key))));
        }
    }

    private static void Store(
        CollectorDriver driver, Func<int, nint> array, int x, int count, Dictionary<(int Array, int Item), long> expected)
    {
        nint node = driver.NewNode(x);
        int index = x % count;
        if (index > 0)
        {
            int item = x / count % index;
            Assert.Equal(index, driver.Length(array(index)));
            driver.Set(array(index), item, node);
            expected[(index, item)] = x;
        }
    }

    private static void Verify(
        CollectorDriver driver, Func<int, nint> array, Dictionary<(int Array, int Item), long> expected)
    {
        Assert.NotEmpty(expected);
        for (int i = 0; i < 3; i++)
        {
            Assert.All(expected, pair => Assert.Equal(
                pair.Value, CollectorDriver.Number(driver.Get(array(pair.Key.Array), pair.Key.Item))));
            driver.Collect();
        }
    }
}

using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Heap.Probes;
using Compare.Engines.PyPy;
using Compare.Engines.PyPy.Objects;
using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Mirrored;

/// <summary>The barrier before a copy between arrays.</summary>
public sealed class CopyBarrierTests
{
    private const int CardPageIndices = 4;

    /// <summary>A step that marks one object: any object is larger.</summary>
    private const int SingleStep = 2;

    private static readonly int s_length = CollectorDriver.Untranslated.LargeObject;

    [Fact]
    [MirrorsRPython("test_direct", "test_writebarrier_before_copy")]
    public void The_target_is_remembered_when_the_source_is()
    {
        using CollectorDriver driver = new(CollectorDriver.Untranslated with { MinHeap = 99999 });
        driver.AddSlot(driver.New(ObjectKind.Array, s_length));
        driver.AddSlot(driver.New(ObjectKind.Array, s_length));
        driver.Collect();
        (nint source, nint target) = (driver[0], driver[1]);
        driver.CollectMinor();
        Assert.True(CollectorDriver.IsTracked(source) && CollectorDriver.IsTracked(target));

        Assert.True(driver.Engine.PrepareArrayCopy(source, target, 0, 0, 10));
        Assert.True(CollectorDriver.IsTracked(target));

        driver.Set(source, 0, 0);
        Assert.False(CollectorDriver.IsTracked(source));
        Assert.True(driver.Engine.PrepareArrayCopy(source, target, 0, 0, 10));
        Assert.False(CollectorDriver.IsTracked(target));
    }

    [Fact]
    [MirrorsRPython("test_direct", "test_writebarrier_before_copy")]
    public void A_target_without_cards_cannot_take_those_of_the_source()
    {
        using CollectorDriver driver = new(
            CollectorDriver.Untranslated with { MinHeap = 99999, CardPageIndices = CardPageIndices });
        driver.AddSlot(driver.New(ObjectKind.Array, s_length));
        driver.AddSlot(driver.New(ObjectKind.Array, 2));
        driver.CollectMinor();
        driver.Set(driver[0], 0, 0);
        Assert.NotEqual(0UL, CollectorDriver.Header(driver[0]) & HeaderFlags.CardsSet);
        Assert.True(CollectorDriver.IsTracked(driver[0]) && CollectorDriver.IsTracked(driver[1]));

        Assert.False(driver.Engine.PrepareArrayCopy(driver[0], driver[1], 0, 0, 2));
    }

    [Fact]
    public void A_move_inside_an_array_remembers_it_whole_when_a_card_is_marked()
    {
        using CollectorDriver driver = new(
            CollectorDriver.Untranslated with { MinHeap = 99999, CardPageIndices = CardPageIndices });
        driver.AddSlot(driver.New(ObjectKind.Array, s_length));
        driver.CollectMinor();
        driver.Engine.PrepareArrayMove(driver[0]);
        Assert.True(CollectorDriver.IsTracked(driver[0])); // Nothing was written: its items are old wherever they lie.

        driver.Set(driver[0], 0, 0);
        driver.Engine.PrepareArrayMove(driver[0]);

        Assert.False(CollectorDriver.IsTracked(driver[0]));
        Assert.Contains(driver[0], driver.Engine.RememberedForTesting.ToArray());
    }

    [Fact]
    [MirrorsRPython("test_direct", "test_writebarrier_before_copy_preserving_cards")]
    public void The_target_takes_the_cards_of_the_source()
    {
        const byte FirstAndThird = 1 | 4;
        using CollectorDriver driver = new(
            CollectorDriver.Untranslated with { MinHeap = 99999, CardPageIndices = CardPageIndices });
        nint source = driver.New(ObjectKind.Array, s_length);
        nint target = driver.New(ObjectKind.Array, s_length);
        Assert.NotEqual(0UL, CollectorDriver.Header(source) & CollectorDriver.Header(target) & HeaderFlags.HasCards);

        driver.Set(source, 0, 0);
        driver.Set(source, (2 * CardPageIndices) + (CardPageIndices / 2), 0);
        Assert.Equal(FirstAndThird, PyPyEngine<NoProbe>.CardsForTesting(source, 0));
        Assert.True(driver.Engine.PrepareArrayCopy(source, target, 0, 0, 2 * CardPageIndices));

        Assert.NotEqual(0UL, CollectorDriver.Header(target) & HeaderFlags.CardsSet);
        Assert.Equal(FirstAndThird, PyPyEngine<NoProbe>.CardsForTesting(target, 0));
    }

    [Theory]
    [InlineData(0, 8)]
    [InlineData(CardPageIndices, 8)]
    [InlineData(CardPageIndices, 2)]
    [MirrorsRPython("test_direct", "test_incrementality_bug_arraycopy")]
    [MirrorsRPython("test_direct", "test_incrementality_bug_arraycopy2")]
    [MirrorsRPython("test_direct", "test_incrementality_bug_arraycopy3")]
    public void What_is_copied_into_a_black_array_lives(int cards, int targetLength)
    {
        using CollectorDriver driver = new(
            CollectorDriver.Untranslated with { CardPageIndices = cards, IncrementStep = SingleStep });
        driver.AddSlot(driver.New(ObjectKind.Array, 8));
        driver.AddSlot(driver.New(ObjectKind.Array, targetLength));
        driver.Set(driver[0], 0, driver.NewNode(5));
        Assert.Equal((IncrementalState.Scanning, IncrementalState.Marking), driver.Step());
        (nint source, nint target) = (driver[0], driver[1]);
        Assert.False(CollectorDriver.IsVisited(source) || CollectorDriver.IsVisited(target));
        Assert.True(CollectorDriver.IsTracked(source) && CollectorDriver.IsTracked(target));
        driver.Step();
        Assert.Equal((false, true), (CollectorDriver.IsVisited(source), CollectorDriver.IsVisited(target)));
        Assert.True(CollectorDriver.IsTracked(source) && CollectorDriver.IsTracked(target));

        driver.Copy(source, target, 0, 0, 2);
        driver.Set(source, 0, 0);
        driver.StepUntil(IncrementalState.Scanning);

        Assert.Equal(5, CollectorDriver.Number(driver.Get(target, 0)));
        Assert.Equal(0, driver.Get(target, 1));
    }
}

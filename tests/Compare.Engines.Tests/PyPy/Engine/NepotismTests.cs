using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Tests.PyPy.Support;

namespace Compare.Engines.Tests.PyPy.Engine;

/// <summary>What is old and dead is told, so that it shows what a minor collection promotes dead.</summary>
public sealed class NepotismTests : IDisposable
{
    private const int NodeBytes = 32;
    private const int OldSlot = 0;
    private const int YoungSlot = 1;

    private readonly CollectorDriver _driver = new(CollectorDriver.Untranslated, slots: 2);

    public void Dispose() => _driver.Dispose();

    [Fact]
    public void A_young_object_that_only_a_dead_old_one_refers_to_becomes_old_and_dead()
    {
        MakeOldWithYoung();
        _driver[OldSlot] = 0;
        _driver[YoungSlot] = 0;

        Assert.Equal((0, 0, NodeBytes, 2 * NodeBytes), Look());
        _driver.CollectMinor();
        Assert.Equal((0, 0, 2 * NodeBytes, 2 * NodeBytes), Look());
    }

    [Fact]
    public void A_young_object_that_the_program_can_reach_becomes_old_and_live()
    {
        MakeOldWithYoung();
        _driver[OldSlot] = 0;

        Assert.Equal((0, NodeBytes, NodeBytes, NodeBytes), Look());
        _driver.CollectMinor();
        Assert.Equal((NodeBytes, NodeBytes, NodeBytes, NodeBytes), Look());
    }

    [Fact]
    public void Without_the_reference_the_young_object_dies_young()
    {
        MakeOldWithYoung();
        _driver.Set(_driver[OldSlot], CollectorDriver.Next, 0);
        _driver[OldSlot] = 0;
        _driver[YoungSlot] = 0;

        _driver.CollectMinor();
        Assert.Equal((0, 0, NodeBytes, NodeBytes), Look());
    }

    [Fact]
    public void A_large_object_is_young_until_a_collection_finds_it()
    {
        _driver[YoungSlot] = _driver.New(ObjectKind.Array, 20);
        Assert.Equal("rawyoung", _driver.PlaceOf(_driver[YoungSlot]));
        Assert.Equal(0, Look().OldLive);

        _driver.CollectMinor();
        (long oldLive, long live, _, _) = Look();
        Assert.Equal(live, oldLive);
        Assert.True(oldLive > 0);
    }

    private void MakeOldWithYoung()
    {
        _driver[OldSlot] = _driver.NewNode(1);
        _driver.CollectMinor();
        _driver[YoungSlot] = _driver.NewNode(2);
        _driver.Set(_driver[OldSlot], CollectorDriver.Next, _driver[YoungSlot]);
    }

    private (long OldLive, long Live, long OldFloating, long Floating) Look()
    {
        MemoryBreakdown memory = _driver.Engine.ReadMemory();
        return (memory.OldLiveBytes!.Value, memory.LiveBytes!.Value, memory.OldFloatingBytes!.Value, memory.FloatingBytes!.Value);
    }
}

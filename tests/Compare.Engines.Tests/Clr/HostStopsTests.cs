using Compare.Engines.Abstractions.Events;
using Compare.Engines.Clr.Host;

namespace Compare.Engines.Tests.Clr;

/// <summary>Orders of events as .NET 10.0.12 sends them, times and sizes invented.</summary>
public sealed class HostStopsTests
{
    private const int ForGc = 1;
    private const int ForOther = 5;
    private const int ForGcPreparation = 6;
    private const int Blocking = 0;
    private const int Background = 1;
    private const int Foreground = 2;
    private const long Compacted = 22;
    private const long Swept = 20;

    private static HostSizes Sizes(long unit) => new(true, unit, 2 * unit, 3 * unit, 4 * unit, 5 * unit, 6 * unit, 7 * unit, 8, 9);

    [Fact]
    public void A_blocking_collection_is_one_record_with_its_whole_stop()
    {
        using HostStops stops = new();
        stops.Suspend(100, ForGc);
        stops.Start(110, number: 7, generation: 1, reason: 0, Blocking);
        stops.Describe(budgetBytes: 4096, Compacted);
        stops.Measure(Sizes(10));
        stops.RestartBegins(150);

        Assert.Equal(0, stops.Count);
        Assert.True(stops.Restart(160));

        HostRecord record = stops[0];
        Assert.Equal((1, 7L), (stops.Count, stops.LastNumber));
        Assert.Equal((100L, 60L, 50L), (record.StartNanoseconds, record.PauseNanoseconds, record.CountedNanoseconds));
        Assert.Equal((7L, 1, HostReason.AllocationSmall, CollectionMode.Blocking), (record.Number, record.Generation, record.Reason, record.Mode));
        Assert.Equal((1L, 4096L, 150L), (record.Compacting, record.Gen0BudgetBytes, record.Sizes.TotalBytes));
    }

    [Fact]
    public void Two_collections_in_one_stop_are_two_records_and_one_pause()
    {
        using HostStops stops = new();
        stops.Suspend(100, ForGc);
        stops.Start(110, 7, 1, 0, Blocking);
        stops.Describe(4096, Swept);
        stops.Measure(Sizes(10));
        stops.Start(140, 8, 2, 14, Background);
        stops.RestartBegins(150);
        stops.Restart(160);

        Assert.Equal((2, 8L), (stops.Count, stops.LastNumber));
        Assert.Equal((60L, 0L), (stops[0].PauseNanoseconds, stops[1].PauseNanoseconds));
        Assert.Equal((100L, 140L), (stops[0].StartNanoseconds, stops[1].StartNanoseconds));
        Assert.Equal((0L, GcEvent.Unknown), (stops[0].Compacting, stops[1].Compacting));
        Assert.Equal((150L, false), (stops[0].Sizes.TotalBytes, stops[1].Sizes.Known));
        Assert.Equal((HostReason.BackgroundTuningSmall, CollectionMode.Background), (stops[1].Reason, stops[1].Mode));
    }

    [Fact]
    public void A_background_collection_stops_twice_and_tells_its_sizes_afterwards()
    {
        using HostStops stops = new();
        stops.Suspend(100, ForGc);
        stops.Start(110, 7, 2, 7, Background);
        stops.Restart(120);
        stops.Suspend(200, ForGc);
        stops.Start(210, 8, 0, 0, Foreground);
        stops.Describe(4096, Compacted);
        stops.Measure(Sizes(10));
        stops.Restart(220);
        stops.Suspend(300, ForGcPreparation);
        stops.Restart(305);
        Assert.False(stops[0].Sizes.Known);

        stops.Describe(budgetBytes: 0, mechanisms: 21);
        stops.Measure(Sizes(20));
        stops.Describe(9999, Compacted);

        Assert.Equal(3, stops.Count);
        Assert.Equal((300L, 0L, 20L), (stops[0].Sizes.TotalBytes, stops[0].Compacting, stops[0].PauseNanoseconds));
        Assert.Equal(GcEvent.Unknown, stops[0].Gen0BudgetBytes);
        Assert.Equal((CollectionMode.Foreground, 150L), (stops[1].Mode, stops[1].Sizes.TotalBytes));
        Assert.Equal((0L, 2, CollectionMode.Background, 5L), (stops[2].Number, stops[2].Generation, stops[2].Mode, stops[2].PauseNanoseconds));
        Assert.Equal(HostReason.Unknown, stops[2].Reason);
    }

    [Fact]
    public void Stops_for_other_reasons_and_for_collections_done_already_leave_nothing()
    {
        using HostStops stops = new();
        stops.Suspend(100, ForOther);
        Assert.False(stops.Restart(110));
        stops.Suspend(200, ForGc);
        Assert.False(stops.Restart(210));
        stops.Measure(Sizes(10));

        Assert.Equal(0, stops.Count);
    }
}

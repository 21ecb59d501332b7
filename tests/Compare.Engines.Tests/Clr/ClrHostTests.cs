using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Clr;

namespace Compare.Engines.Tests.Clr;

[Collection(nameof(HostCollector))]
public sealed class ClrHostTests
{
    [Fact]
    public void Every_collection_of_the_host_is_an_event_with_its_pause()
    {
        using ClrTestHeap test = new();
        int before = test.Engine.Events.Count;
        TimeSpan pausesBefore = GC.GetTotalPauseDuration();

        List<int> collected = [];
        for (int i = 0; i < 3; i++)
        {
            int[] counts = [.. Enumerable.Range(0, 3).Select(GC.CollectionCount)];
            GC.Collect(i, GCCollectionMode.Forced, blocking: true);

            // The host may take an older generation than the one asked for, as its cards and budgets stand.
            collected.Add(Enumerable.Range(0, 3).Last(generation => GC.CollectionCount(generation) > counts[generation]));
        }

        double pauses = (GC.GetTotalPauseDuration() - pausesBefore).TotalNanoseconds;
        IEventLog<GcEvent> events = test.Engine.Events;
        Assert.InRange(events.Count, before + 3, int.MaxValue);
        Assert.Equal(0, test.Engine.LostCollections);
        List<GcEvent> own = [];
        for (int i = before; i < events.Count; i++)
        {
            own.Add(events[i]);
        }

        Assert.All(own, e => Assert.Equal(CollectionKind.Host, e.Kind));
        Assert.All(own, e => Assert.InRange(e.PauseNanoseconds, 1, long.MaxValue));
        Assert.Equal(own.Select(e => e.StartNanoseconds).Order(), own.Select(e => e.StartNanoseconds));
        Assert.Equal(collected, own.Where(e => e.Cause == CollectionCause.Explicit).Select(e => e.Generation));

        // The host counts a pause from the end of the suspension on; ours includes the suspension itself.
        Assert.True(own.Sum(e => e.PauseNanoseconds) > pauses / 2, "The events hold less than half of the host's pauses.");
    }

    [Fact]
    public void Event_times_are_on_the_clock_of_the_other_engines()
    {
        using ClrTestHeap test = new();
        int before = test.Engine.Events.Count;
        long start = Heap.Events.GcClock.Wall();
        GC.Collect();
        long end = Heap.Events.GcClock.Wall();

        GcEvent record = test.Engine.Events[test.Engine.Events.Count - 1];

        const long Tolerance = 5_000_000;
        Assert.True(test.Engine.Events.Count > before);
        Assert.InRange(record.StartNanoseconds, start - Tolerance, end + Tolerance);
    }

    [Fact]
    public void An_explicit_collection_returns_the_bytes_freed()
    {
        using ClrTestHeap test = new();
        test.Heap.ResizeRoots(2);
        for (int i = 0; i < 100_000; i++)
        {
            test.New(0, test.Node, i);
            test.Store(0, 0, 1);
            test.Heap.Copy(ref test.Heap.Root(1), test.Heap.Root(0));
        }

        test.Heap.Control.Collect(2);
        test.Heap.ResizeRoots(0);

        Assert.InRange(test.Heap.Control.Collect(2)!.Value, 100_000, long.MaxValue);
        Assert.Throws<ArgumentOutOfRangeException>(() => test.Heap.Control.Collect(3));
    }

    [Fact]
    public void Settings_become_variables_of_the_process()
    {
        ClrEngineFactory factory = new();
        EngineOptions options = new()
        {
            Parameters = ParameterValues.Parse(
                "engine clr", factory.Parameters, Specification.Parse("clr:server=true,gen0=4MiB,conserve=3").Arguments),
            HeapLimitBytes = 64 << 20,
        };

        IReadOnlyDictionary<string, string> environment = factory.GetProcessEnvironment(options);

        Assert.Equal("1", environment["DOTNET_gcServer"]);
        Assert.Equal("0x400000", environment["DOTNET_GCgen0size"]);
        Assert.Equal("0x3", environment["DOTNET_GCConserveMemory"]);
        Assert.Equal("0x4000000", environment["DOTNET_GCHeapHardLimit"]);
        ParameterException error = Assert.Throws<ParameterException>(() => factory.Create(options).Dispose());
        Assert.Contains("DOTNET_", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_rests_only_without_roots_and_cannot_be_switched_off()
    {
        using ClrTestHeap test = new();
        test.Heap.ResizeRoots(1);
        Assert.Throws<InvalidOperationException>(test.Engine.Rest);
        test.Heap.ResizeRoots(0);
        test.Engine.Rest();

        Assert.True(test.Engine.Statistics.MajorCollections >= 1);
        Assert.True(test.Engine.Timeline.Count > 0);
        Assert.Throws<NotSupportedException>(() => test.Engine.AutomaticCollection = false);
    }
}

using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Clr;
using Compare.Engines.Clr.Host;

namespace Compare.Engines.Tests.Clr;

[Collection(nameof(HostCollector))]
public sealed class ClrHostTests
{
    [Fact]
    public void Every_collection_of_the_host_is_an_event_with_its_pause()
    {
        using ClrTestHeap test = new();
        int before = test.Engine.Events.Count;
        List<int> collected = [];
        for (int i = 0; i < 3; i++)
        {
            int[] counts = [.. Enumerable.Range(0, 3).Select(GC.CollectionCount)];
            GC.Collect(i, GCCollectionMode.Forced, blocking: true);
            collected.Add(GC.GetGCMemoryInfo(GCKind.Any).Generation); // The host may collect an older one than it was asked to.
        }

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
    }

    [Fact]
    public void Pauses_add_up_to_what_the_host_counts()
    {
        // The host takes its total inside the stop, between its own events and in whole microseconds: 3 to 25 µs less a stop
        // than from its first event of the stop to the begin of the restart. A thread can lose the processor just there, so a
        // few attempts are allowed, and one of them must agree.
        const double MicrosecondsPerStop = 100;
        const int Attempts = 10;
        using ClrTestHeap test = new();
        List<string> differences = [];
        for (int i = 0; i < Attempts; i++)
        {
            _ = test.Engine.Events.Count;
            int before = HostCollections.Instance.Count;
            TimeSpan start = GC.GetTotalPauseDuration();
            for (int generation = 0; generation <= GC.MaxGeneration; generation++)
            {
                GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
            }

            double host = (GC.GetTotalPauseDuration() - start).TotalMicroseconds;
            _ = test.Engine.Events.Count;
            HostRecord[] own = [.. Enumerable.Range(before, HostCollections.Instance.Count - before).Select(HostCollections.Instance.Get)];
            double counted = own.Sum(record => record.CountedNanoseconds) / 1e3;
            double stood = own.Sum(record => record.PauseNanoseconds) / 1e3;
            if (Math.Abs(counted - host) < MicrosecondsPerStop * own.Length && host <= stood + own.Length && counted <= stood)
            {
                return;
            }

            differences.Add($"host {host} µs, events {counted} µs of {stood} µs");
        }

        Assert.Fail(string.Join("; ", differences));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public void An_event_tells_what_the_host_says_of_the_collection(int generation, bool compacting)
    {
        using ClrTestHeap test = new();
        test.Heap.ResizeRoots(1);
        test.New(0, test.Node, 1);
        GCHandle pinned = GCHandle.Alloc(new byte[100], GCHandleType.Pinned);

        GC.Collect(generation, GCCollectionMode.Forced, blocking: true, compacting);
        GCMemoryInfo info = GC.GetGCMemoryInfo(GCKind.Any);

        pinned.Free();
        test.Heap.ResizeRoots(0);
        GC.WaitForPendingFinalizers(); // The engine notes what is not in the events there.
        IEventLog<GcEvent> events = test.Engine.Events;
        GcEvent found = Enumerable.Range(0, events.Count).Select(i => events[i])
            .Last(e => e.Cause == CollectionCause.Explicit && e.Generation == info.Generation);
        Assert.Equal((info.Generation, info.Compacted ? 1L : 0L), (found.Generation, found.Compacting));
        Assert.Equal(CollectionMode.Blocking, found.Mode);
        Assert.Equal(compacting ? HostReason.InducedCompacting : HostReason.Induced, found.HostReason);
        Assert.Equal(info.PinnedObjectsCount, found.PinnedObjects);

        // The event leaves out what survives in the pinned object heap, which only full collections collect.
        long unsaid = info.Generation == GC.MaxGeneration
            ? info.GenerationInfo[^1].SizeAfterBytes - info.GenerationInfo[^1].FragmentationAfterBytes
            : 0;
        Assert.Equal(info.PromotedBytes - unsaid, found.CopiedBytes);
        Assert.Equal(
            [.. Enumerable.Range(0, 5).Select(i => info.GenerationInfo[i].SizeAfterBytes)],
            new[] { found.Gen0AfterBytes, found.Gen1AfterBytes, found.Gen2AfterBytes, found.LargeObjectAfterBytes, found.PinnedHeapAfterBytes });
        Assert.Equal(info.FragmentedBytes, found.FragmentedBytes);
        Assert.InRange(found.FinalizationPromotedBytes, 0, found.CopiedBytes);
    }

    [Fact]
    public void What_listening_costs_grows_with_the_collections()
    {
        using ClrTestHeap test = new();
        GC.Collect();
        ObservationCost before = test.Engine.GetObservationCost()!.Value;

        GC.Collect(0);
        GC.Collect(0);
        ObservationCost after = test.Engine.GetObservationCost()!.Value;

        // A collection sends at least: begin and end of the stop and of the restart, start, end, history, sizes.
        const int LeastEvents = 8;
        Assert.InRange(after.Events - before.Events, 2 * LeastEvents, 2 * 100);
        Assert.InRange(after.AllocatedBytes - before.AllocatedBytes, 1, 1 << 20);
        Assert.True(!OperatingSystem.IsLinux() || after.CpuNanoseconds > before.CpuNanoseconds, "No CPU time was counted.");
        Assert.Equal(0, after.LostCollections);
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
    public void A_process_without_the_variables_is_refused()
    {
        ClrEngineFactory factory = new();
        EngineOptions options = new()
        {
            Parameters = ParameterValues.Parse("engine clr", factory.Parameters, Specification.Parse("clr:conserve=3").Arguments),
            HeapLimitBytes = 64 << 20,
        };

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

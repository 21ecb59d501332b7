using Compare.Harness.Results;
using Compare.Harness.Results.Packed;

namespace Compare.Harness.Tests.Results.Packed;

/// <summary>Packed rows are the rows, in their order.</summary>
public sealed class RowPackingTests
{
    /// <summary>Every property differs from every other one, so that none can stand in the place of another.</summary>
    [Fact]
    public void EveryPropertyOfAnEventComesBack()
    {
        EventRow full = new()
        {
            Engine = "e",
            Config = "e:c",
            Workload = "w",
            HeapBytes = 1 << 20,
            Invocation = 3,
            Event = 101,
            Iteration = 102,
            Phase = "build",
            Kind = "minor",
            Cause = "threshold",
            Generation = 103,
            StartNs = 104,
            PauseNs = 105,
            CpuNs = 106,
            AllocatedBytes = 107,
            BeforeBytes = 108,
            AfterBytes = 109,
            CommittedBytes = 110,
            VisitedObjects = 111,
            CopiedObjects = 112,
            CopiedBytes = 113,
            FreedObjects = 114,
            FreedBytes = 115,
            FinalizersRun = 116,
            WeakCleared = 117,
            UncollectableObjects = 118,
            OldState = 119,
            NewState = 120,
            PinnedObjects = 121,
            Mode = "blocking",
            HostReason = "induced",
            Compacting = true,
            Gen0AfterBytes = 122,
            Gen1AfterBytes = 123,
            Gen2AfterBytes = 124,
            LohAfterBytes = 125,
            PohAfterBytes = 126,
            FragmentedBytes = 127,
            FinalizationPromotedBytes = 128,
        };
        Assert.DoesNotContain(typeof(EventRow).GetProperties(), property => property.GetValue(full) is null);
        EventRow bare = new()
        {
            Engine = "e",
            Config = "e:c",
            Workload = "w",
            Invocation = 3,
            Event = 0,
            Iteration = 0,
            Kind = "major",
            Cause = "explicit",
            StartNs = 0,
            PauseNs = 0,
            AllocatedBytes = 0,
        };
        EventRow swept = full with { Compacting = false };
        Assert.Equal([full, bare with { HeapBytes = full.HeapBytes }, swept], RowPacking.Create([full, bare with { HeapBytes = full.HeapBytes }, swept]));
    }

    [Fact]
    public void EveryPropertyOfASampleComesBack()
    {
        TimelineRow full = new()
        {
            Engine = "e",
            Config = "e:c",
            Workload = "w",
            HeapBytes = 9,
            Invocation = 3,
            Iteration = 1,
            WallNs = 2,
            AllocatedBytes = 4,
            UsedBytes = 5,
            CommittedBytes = 6,
        };
        Assert.DoesNotContain(typeof(TimelineRow).GetProperties(), property => property.GetValue(full) is null);
        TimelineRow unknown = full with { UsedBytes = null, CommittedBytes = null };
        Assert.Equal([full, unknown], RowPacking.Create([full, unknown]));
    }

    [Fact]
    public void NeighboursOfOneInvocationShareABlockAndTheOrderStays()
    {
        TimelineRow[] rows =
        [
            .. ((int[])[0, 0, 1, 0, 2, 2, 2]).Select((invocation, number) => new TimelineRow
            {
                Engine = "e",
                Config = "e",
                Workload = "w",
                Invocation = invocation,
                Iteration = 0,
                WallNs = number,
                AllocatedBytes = number,
            }),
        ];
        PackedRows<TimelineRow> packed = RowPacking.Pack(rows);
        Assert.Equal([2, 1, 1, 3], packed.Blocks.Select(block => block.Count));
        Assert.Equal(rows.Length, packed.Count);
        Assert.Equal(rows, packed);
    }
}

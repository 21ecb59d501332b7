using Compare.Harness.Execution;
using Compare.Harness.Results;

namespace Compare.Harness.Memory;

/// <summary>Makes <c>memory.csv</c>.</summary>
internal static class MemoryTable
{
    /// <summary>Makes the rows of one invocation.</summary>
    /// <param name="key">Key of the invocation.</param>
    /// <param name="result">What the worker handed over.</param>
    public static IEnumerable<MemoryRow> Rows(ICellKey key, WorkerResult result) =>
        (result.Memory ?? []).Select((sample, number) => new MemoryRow
        {
            Engine = key.Engine,
            Config = key.Config,
            Workload = key.Workload,
            HeapBytes = key.HeapBytes,
            Invocation = key.Invocation,
            Sample = number,
            Moment = sample.Moment,
            AllocatedBytes = sample.AllocatedBytes,
            CommittedBytes = sample.Memory.CommittedBytes,
            CommittedPeakBytes = sample.CommittedPeakBytes,
            LiveObjects = sample.Memory.LiveObjects,
            LiveBytes = sample.Memory.LiveBytes,
            FloatingBytes = sample.Memory.FloatingBytes,
            InternalBytes = sample.Memory.InternalBytes,
            ExternalBytes = sample.Memory.ExternalBytes,
            MetadataBytes = sample.Memory.MetadataBytes,
            BlockBytes = sample.Memory.BlockBytes,
            UnreturnableBytes = sample.Memory.UnreturnableBytes,
            LargestFreeRunBytes = sample.Memory.LargestFreeRunBytes,
            OldLiveBytes = sample.Memory.OldLiveBytes,
            OldFloatingBytes = sample.Memory.OldFloatingBytes,
        });
}

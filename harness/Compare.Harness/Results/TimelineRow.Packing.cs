using Compare.Harness.Results.Packed;

namespace Compare.Harness.Results;

/// <content>How a sample is packed into columns.</content>
public sealed partial record TimelineRow
{
    static int IPackedRow<TimelineRow>.NumberCount => TimelineColumns.NumberCount;

    static int IPackedRow<TimelineRow>.TextCount => 0;

    static TimelineRow IPackedRow<TimelineRow>.Unpack(ICellKey key, ReadOnlySpan<long?> numbers, ReadOnlySpan<string?> texts) => new()
    {
        Engine = key.Engine,
        Config = key.Config,
        Workload = key.Workload,
        HeapBytes = key.HeapBytes,
        Invocation = key.Invocation,
        Iteration = (int)numbers[TimelineColumns.Iteration]!.Value,
        WallNs = numbers[TimelineColumns.WallNs]!.Value,
        AllocatedBytes = numbers[TimelineColumns.AllocatedBytes]!.Value,
        UsedBytes = numbers[TimelineColumns.UsedBytes],
        CommittedBytes = numbers[TimelineColumns.CommittedBytes],
    };

    void IPackedRow<TimelineRow>.Pack(Span<long?> numbers, Span<string?> texts)
    {
        ReadOnlySpan<long?> values = [Iteration, WallNs, AllocatedBytes, UsedBytes, CommittedBytes];
        values.CopyTo(numbers);
    }
}

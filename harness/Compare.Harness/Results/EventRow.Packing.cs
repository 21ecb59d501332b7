using Compare.Harness.Results.Packed;

namespace Compare.Harness.Results;

/// <content>How an event is packed into columns.</content>
public sealed partial record EventRow
{
    static int IPackedRow<EventRow>.NumberCount => EventColumns.NumberCount;

    static int IPackedRow<EventRow>.TextCount => EventColumns.TextCount;

    static EventRow IPackedRow<EventRow>.Unpack(ICellKey key, ReadOnlySpan<long?> numbers, ReadOnlySpan<string?> texts) => new()
    {
        Engine = key.Engine,
        Config = key.Config,
        Workload = key.Workload,
        HeapBytes = key.HeapBytes,
        Invocation = key.Invocation,
        Event = numbers[EventColumns.Event]!.Value,
        Iteration = (int)numbers[EventColumns.Iteration]!.Value,
        Generation = (int?)numbers[EventColumns.Generation],
        StartNs = numbers[EventColumns.StartNs]!.Value,
        PauseNs = numbers[EventColumns.PauseNs]!.Value,
        CpuNs = numbers[EventColumns.CpuNs],
        AllocatedBytes = numbers[EventColumns.AllocatedBytes]!.Value,
        BeforeBytes = numbers[EventColumns.BeforeBytes],
        AfterBytes = numbers[EventColumns.AfterBytes],
        CommittedBytes = numbers[EventColumns.CommittedBytes],
        VisitedObjects = numbers[EventColumns.VisitedObjects],
        CopiedObjects = numbers[EventColumns.CopiedObjects],
        CopiedBytes = numbers[EventColumns.CopiedBytes],
        FreedObjects = numbers[EventColumns.FreedObjects],
        FreedBytes = numbers[EventColumns.FreedBytes],
        FinalizersRun = numbers[EventColumns.FinalizersRun],
        WeakCleared = numbers[EventColumns.WeakCleared],
        UncollectableObjects = numbers[EventColumns.UncollectableObjects],
        OldState = numbers[EventColumns.OldState],
        NewState = numbers[EventColumns.NewState],
        PinnedObjects = numbers[EventColumns.PinnedObjects],
        Compacting = numbers[EventColumns.Compacting] is { } compacting ? compacting != 0 : null,
        Gen0AfterBytes = numbers[EventColumns.Gen0AfterBytes],
        Gen1AfterBytes = numbers[EventColumns.Gen1AfterBytes],
        Gen2AfterBytes = numbers[EventColumns.Gen2AfterBytes],
        LohAfterBytes = numbers[EventColumns.LohAfterBytes],
        PohAfterBytes = numbers[EventColumns.PohAfterBytes],
        FragmentedBytes = numbers[EventColumns.FragmentedBytes],
        FinalizationPromotedBytes = numbers[EventColumns.FinalizationPromotedBytes],
        Kind = texts[EventColumns.Kind]!,
        Cause = texts[EventColumns.Cause]!,
        Phase = texts[EventColumns.Phase],
        Mode = texts[EventColumns.Mode],
        HostReason = texts[EventColumns.HostReason],
    };

    void IPackedRow<EventRow>.Pack(Span<long?> numbers, Span<string?> texts)
    {
        ReadOnlySpan<long?> values =
        [
            Event, Iteration, Generation, StartNs, PauseNs, CpuNs, AllocatedBytes, BeforeBytes, AfterBytes, CommittedBytes,
            VisitedObjects, CopiedObjects, CopiedBytes, FreedObjects, FreedBytes, FinalizersRun, WeakCleared,
            UncollectableObjects, OldState, NewState, PinnedObjects, Compacting is { } compacting ? compacting ? 1 : 0 : null,
            Gen0AfterBytes, Gen1AfterBytes, Gen2AfterBytes, LohAfterBytes, PohAfterBytes, FragmentedBytes,
            FinalizationPromotedBytes,
        ];
        values.CopyTo(numbers);
        texts[EventColumns.Kind] = Kind;
        texts[EventColumns.Cause] = Cause;
        texts[EventColumns.Phase] = Phase;
        texts[EventColumns.Mode] = Mode;
        texts[EventColumns.HostReason] = HostReason;
    }
}

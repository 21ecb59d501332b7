using System.Text.Json;
using Compare.Engines.Abstractions.Events;
using Compare.Harness.Results;

namespace Compare.Worker;

/// <summary>Puts an engine's event into the columns of the result files.</summary>
internal static class EventPacking
{
    private static readonly string[] s_kinds = ["minor", "major", "increment", "cycle", "sweep_slice", "cascade", "host"];
    private static readonly string[] s_causes = ["allocation_failure", "threshold", "explicit", "release", "host", "stress"];

    /// <summary>Fills in what the engine tells; what it cannot know stays empty.</summary>
    public static void Fill(GcEvent e, Span<long?> numbers, Span<string?> texts)
    {
        numbers[EventColumns.Generation] = Known(e.Generation);
        numbers[EventColumns.PauseNs] = e.PauseNanoseconds;
        numbers[EventColumns.CpuNs] = Known(e.CpuNanoseconds);
        numbers[EventColumns.AllocatedBytes] = e.AllocatedBytes;
        numbers[EventColumns.BeforeBytes] = Known(e.BeforeBytes);
        numbers[EventColumns.AfterBytes] = Known(e.AfterBytes);
        numbers[EventColumns.CommittedBytes] = Known(e.CommittedBytes);
        numbers[EventColumns.VisitedObjects] = Known(e.VisitedObjects);
        numbers[EventColumns.CopiedObjects] = Known(e.CopiedObjects);
        numbers[EventColumns.CopiedBytes] = Known(e.CopiedBytes);
        numbers[EventColumns.FreedObjects] = Known(e.FreedObjects);
        numbers[EventColumns.FreedBytes] = Known(e.FreedBytes);
        numbers[EventColumns.FinalizersRun] = Known(e.FinalizersRun);
        numbers[EventColumns.WeakCleared] = Known(e.WeakCleared);
        numbers[EventColumns.UncollectableObjects] = Known(e.UncollectableObjects);
        numbers[EventColumns.OldState] = Known(e.OldState);
        numbers[EventColumns.NewState] = Known(e.NewState);
        numbers[EventColumns.PinnedObjects] = Known(e.PinnedObjects);
        numbers[EventColumns.Compacting] = Known(e.Compacting);
        numbers[EventColumns.Gen0AfterBytes] = Known(e.Gen0AfterBytes);
        numbers[EventColumns.Gen1AfterBytes] = Known(e.Gen1AfterBytes);
        numbers[EventColumns.Gen2AfterBytes] = Known(e.Gen2AfterBytes);
        numbers[EventColumns.LohAfterBytes] = Known(e.LargeObjectAfterBytes);
        numbers[EventColumns.PohAfterBytes] = Known(e.PinnedHeapAfterBytes);
        numbers[EventColumns.FragmentedBytes] = Known(e.FragmentedBytes);
        numbers[EventColumns.FinalizationPromotedBytes] = Known(e.FinalizationPromotedBytes);
        texts[EventColumns.Kind] = s_kinds[(int)e.Kind];
        texts[EventColumns.Cause] = s_causes[(int)e.Cause];
        texts[EventColumns.Mode] = e.Mode == CollectionMode.Unknown ? null : Name(e.Mode);
        texts[EventColumns.HostReason] = e.HostReason == HostReason.Unknown ? null : Name(e.HostReason);
    }

    /// <summary>The number, or null for one that the engine cannot know.</summary>
    public static long? Known(long value) => value == GcEvent.Unknown ? null : value;

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}

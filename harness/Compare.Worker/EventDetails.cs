using System.Text.Json;
using Compare.Engines.Abstractions.Events;
using Compare.Harness.Execution;

namespace Compare.Worker;

/// <summary>Picks out of an event what only some engines can tell.</summary>
internal static class EventDetails
{
    private static readonly WorkerEventDetails s_nothing = new();

    /// <summary>Makes the details.</summary>
    /// <returns>The details, or null when the engine tells none of them.</returns>
    public static WorkerEventDetails? Of(GcEvent e)
    {
        WorkerEventDetails details = new()
        {
            Mode = e.Mode == CollectionMode.Unknown ? null : Name(e.Mode),
            HostReason = e.HostReason == HostReason.Unknown ? null : Name(e.HostReason),
            Compacting = Known(e.Compacting) is { } compacting ? compacting != 0 : null,
            Gen0AfterBytes = Known(e.Gen0AfterBytes),
            Gen1AfterBytes = Known(e.Gen1AfterBytes),
            Gen2AfterBytes = Known(e.Gen2AfterBytes),
            LohAfterBytes = Known(e.LargeObjectAfterBytes),
            PohAfterBytes = Known(e.PinnedHeapAfterBytes),
            FragmentedBytes = Known(e.FragmentedBytes),
            FinalizationPromotedBytes = Known(e.FinalizationPromotedBytes),
        };
        return details == s_nothing ? null : details;
    }

    /// <summary>The number, or null for one that the engine cannot know.</summary>
    public static long? Known(long value) => value == GcEvent.Unknown ? null : value;

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}

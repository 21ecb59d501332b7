using System.Runtime.InteropServices;
using Compare.Harness.Results;
using Compare.Harness.Results.Packed;

namespace Compare.Reports.Sections;

/// <summary>What the events of one kind and cause did together.</summary>
internal sealed class EventTotals
{
    private EventTotals(string kind, string cause) => (Kind, Cause) = (kind, cause);

    /// <summary>What happened.</summary>
    public string Kind { get; }

    /// <summary>Why.</summary>
    public string Cause { get; }

    /// <summary>Number of events.</summary>
    public int Events { get; private set; }

    /// <summary>All pauses together, ns.</summary>
    public long PauseSum { get; private set; }

    /// <summary>Longest pause, ns.</summary>
    public long PauseMax { get; private set; }

    /// <summary>Objects freed by those events that tell; null when none does.</summary>
    public long? FreedObjects { get; private set; }

    /// <summary>Bytes freed by those events that tell; null when none does.</summary>
    public long? FreedBytes { get; private set; }

    /// <summary>Bytes copied by those events that tell; null when none does.</summary>
    public long? CopiedBytes { get; private set; }

    /// <summary>Sums events by kind and cause, in that order.</summary>
    /// <param name="blocks">Events, invocation by invocation.</param>
    public static IEnumerable<EventTotals> ByKindAndCause(IEnumerable<RowBlock<EventRow>> blocks)
    {
        Dictionary<(string, string), EventTotals> totals = [];
        foreach (RowBlock<EventRow> block in blocks)
        {
            PackedTexts kinds = block.Texts(EventColumns.Kind);
            PackedTexts causes = block.Texts(EventColumns.Cause);
            for (int row = 0; row < block.Count; row++)
            {
                (string Kind, string Cause) key = (kinds[row]!, causes[row]!);
                (CollectionsMarshal.GetValueRefOrAddDefault(totals, key, out _) ??= new EventTotals(key.Kind, key.Cause))
                    .Add(block, row);
            }
        }

        return totals.OrderBy(pair => pair.Key).Select(pair => pair.Value);
    }

    private void Add(RowBlock<EventRow> block, int row)
    {
        long pause = block.Numbers(EventColumns.PauseNs)[row]!.Value;
        PauseMax = Events == 0 ? pause : Math.Max(PauseMax, pause);
        Events++;
        PauseSum += pause;
        FreedObjects = Sum(FreedObjects, block.Numbers(EventColumns.FreedObjects)[row]);
        FreedBytes = Sum(FreedBytes, block.Numbers(EventColumns.FreedBytes)[row]);
        CopiedBytes = Sum(CopiedBytes, block.Numbers(EventColumns.CopiedBytes)[row]);
    }

    private static long? Sum(long? sum, long? value) => value is null ? sum : (sum ?? 0) + value;
}

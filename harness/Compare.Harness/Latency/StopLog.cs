using Compare.Harness.Results;
using Compare.Harness.Results.Packed;

namespace Compare.Harness.Latency;

/// <summary>The stops of one invocation in their order, to find those that fall into a stretch of time.</summary>
internal sealed class StopLog
{
    private readonly Stop[] _stops;
    private readonly long[] _latestEnds;

    /// <summary>Collects the stops.</summary>
    /// <param name="blocks">The events of the invocation.</param>
    public StopLog(IEnumerable<RowBlock<EventRow>> blocks)
    {
        _stops = [.. blocks.SelectMany(StopsOf).OrderBy(stop => stop.StartNs)];
        _latestEnds = new long[_stops.Length];
        long latest = long.MinValue;
        for (int i = 0; i < _stops.Length; i++)
        {
            latest = Math.Max(latest, _stops[i].EndNs);
            _latestEnds[i] = latest;
        }
    }

    /// <summary>Finds what of a stretch of time was stops.</summary>
    /// <param name="from">Its begin, ns.</param>
    /// <param name="to">Its end, ns.</param>
    /// <returns>Time stood still (overlapping stops count once), number of stops, and the one that covers most of the stretch.</returns>
    public (long PausedNs, int Pauses, Stop? Longest) Within(long from, long to)
    {
        // The first stop that can reach into the stretch: all before it have ended.
        int first = Array.BinarySearch(_latestEnds, from + 1);
        first = first < 0 ? ~first : first;
        while (first > 0 && _latestEnds[first - 1] > from)
        {
            first--;
        }

        long paused = 0;
        int pauses = 0;
        long covered = from;
        long most = 0;
        Stop? longest = null;
        for (int i = first; i < _stops.Length && _stops[i].StartNs < to; i++)
        {
            Stop stop = _stops[i];
            long overlap = Math.Min(stop.EndNs, to) - Math.Max(stop.StartNs, from);
            if (overlap <= 0)
            {
                continue;
            }

            pauses++;
            paused += Math.Max(0, Math.Min(stop.EndNs, to) - Math.Max(stop.StartNs, covered));
            covered = Math.Max(covered, stop.EndNs);
            if (overlap > most)
            {
                (most, longest) = (overlap, stop);
            }
        }

        return (paused, pauses, longest);
    }

    private static IEnumerable<Stop> StopsOf(RowBlock<EventRow> block)
    {
        PackedNumbers numbers = block.Numbers(EventColumns.Event);
        PackedNumbers starts = block.Numbers(EventColumns.StartNs);
        PackedNumbers pauses = block.Numbers(EventColumns.PauseNs);
        PackedTexts kinds = block.Texts(EventColumns.Kind);
        PackedTexts causes = block.Texts(EventColumns.Cause);
        for (int row = 0; row < block.Count; row++)
        {
            if (pauses[row] is > 0 and { } pause)
            {
                long start = starts[row]!.Value;
                yield return new Stop(numbers[row]!.Value, start, start + pause, kinds[row]!, causes[row]!);
            }
        }
    }
}

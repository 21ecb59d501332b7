namespace Compare.Harness.Latency;

/// <summary>The pauses of one run of a program: disjoint, in order, inside the run, on a clock that starts with it.</summary>
/// <remarks>Columns of 64-bit ns rather than objects: ten million pauses are analysed at once.</remarks>
public sealed class PauseTimeline
{
    private readonly long[] _edges;
    private readonly long[] _before;

    private PauseTimeline(long length, ReadOnlySpan<long> starts, ReadOnlySpan<long> ends)
    {
        Length = length;
        Count = starts.Length;
        _edges = new long[(2 * Count) + 3];
        _before = new long[Count + 1];
        for (int i = 0; i < starts.Length; i++)
        {
            _edges[(2 * i) + 1] = starts[i];
            _edges[(2 * i) + 2] = ends[i];
            long pause = ends[i] - starts[i];
            _before[i + 1] = _before[i] + pause;
            Longest = Math.Max(Longest, pause);
        }

        _edges[^2] = long.MaxValue;
        _edges[^1] = long.MaxValue;
    }

    /// <summary>Length of the run, ns; at least 1.</summary>
    public long Length { get; }

    /// <summary>Number of disjoint pauses.</summary>
    public int Count { get; }

    /// <summary>Longest disjoint pause, ns; 0 without pauses.</summary>
    public long Longest { get; }

    /// <summary>All pauses together, ns.</summary>
    public long Total => _before[^1];

    /// <summary>Where each pause begins and where it ends, in turn, ns.</summary>
    public ReadOnlySpan<long> Edges => _edges.AsSpan(1, 2 * Count);

    /// <summary>Sum of the pauses before each pause, and last of all pauses, ns.</summary>
    public ReadOnlySpan<long> Before => _before;

    /// <summary>
    /// The edges between a pause that ends at 0 and one that never comes, so that a sweep needs no test for the first or the last:
    /// pause i begins at 2i + 1 and ends at 2i + 2.
    /// </summary>
    internal ReadOnlySpan<long> GuardedEdges => _edges;

    /// <summary>Makes the timeline of a run. What overlaps is one pause, what lies outside the run is cut off.</summary>
    /// <param name="length">Length of the run, ns.</param>
    /// <param name="starts">Begin of each pause, ns since the begin of the run, in any order.</param>
    /// <param name="pauses">Length of each pause, ns.</param>
    public static PauseTimeline Of(long length, ReadOnlySpan<long> starts, ReadOnlySpan<long> pauses)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        if (pauses.Length != starts.Length)
        {
            throw new ArgumentException("Every pause needs one begin and one length.", nameof(pauses));
        }

        long[] from = starts.ToArray();
        long[] to = new long[from.Length];
        bool ordered = true;
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = Math.Clamp(from[i] + pauses[i], 0, length);
            from[i] = Math.Clamp(from[i], 0, length);
            ordered &= i == 0 || from[i - 1] <= from[i];
        }

        if (!ordered)
        {
            Array.Sort(from, to);
        }

        int count = Merge(from, to);
        return new PauseTimeline(length, from.AsSpan(0, count), to.AsSpan(0, count));
    }

    /// <summary>P(x): the pause time from the begin of the run to a moment, ns.</summary>
    /// <param name="moment">ns since the begin of the run.</param>
    public long PauseUntil(long moment)
    {
        int index = EdgesUntil(moment);
        return _before[index / 2] + (index % 2 == 0 ? 0 : moment - _edges[index]);
    }

    /// <summary>Number of edges up to and at a moment.</summary>
    /// <param name="moment">ns since the begin of the run, not negative.</param>
    internal int EdgesUntil(long moment)
    {
        int found = Edges.BinarySearch(moment);
        return found < 0 ? ~found : found + 1;
    }

    /// <summary>Joins, in place, what overlaps or touches, and drops what is empty.</summary>
    private static int Merge(long[] starts, long[] ends)
    {
        int count = 0;
        for (int i = 0; i < starts.Length; i++)
        {
            if (ends[i] <= starts[i])
            {
                continue;
            }

            if (count > 0 && starts[i] <= ends[count - 1])
            {
                ends[count - 1] = Math.Max(ends[count - 1], ends[i]);
            }
            else
            {
                starts[count] = starts[i];
                ends[count++] = ends[i];
            }
        }

        return count;
    }
}

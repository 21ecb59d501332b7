namespace Compare.Harness.Latency;

/// <summary>The pauses of one run of a program: disjoint, in order, inside the run, on a clock that starts with it.</summary>
/// <remarks>Columns of 64-bit ns rather than objects: ten million pauses are analysed at once.</remarks>
public sealed class PauseTimeline
{
    private readonly long[] _starts;
    private readonly long[] _ends;
    private readonly long[] _before;

    private PauseTimeline(long length, long[] starts, long[] ends)
    {
        Length = length;
        _starts = starts;
        _ends = ends;
        _before = new long[starts.Length];
        long total = 0;
        for (int i = 0; i < starts.Length; i++)
        {
            _before[i] = total;
            long pause = ends[i] - starts[i];
            total += pause;
            Longest = Math.Max(Longest, pause);
        }

        Total = total;
    }

    /// <summary>Length of the run, ns; at least 1.</summary>
    public long Length { get; }

    /// <summary>Number of disjoint pauses.</summary>
    public int Count => _starts.Length;

    /// <summary>Longest disjoint pause, ns; 0 without pauses.</summary>
    public long Longest { get; }

    /// <summary>All pauses together, ns.</summary>
    public long Total { get; }

    /// <summary>Where each pause begins, ns.</summary>
    public ReadOnlySpan<long> Starts => _starts;

    /// <summary>Where each pause ends, ns.</summary>
    public ReadOnlySpan<long> Ends => _ends;

    /// <summary>Sum of the pauses before each pause, ns.</summary>
    public ReadOnlySpan<long> Before => _before;

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
        return new PauseTimeline(length, from[..count], to[..count]);
    }

    /// <summary>P(x): the pause time from the begin of the run to a moment, ns.</summary>
    /// <param name="moment">ns since the begin of the run.</param>
    public long PauseUntil(long moment)
    {
        int found = Array.BinarySearch(_starts, moment);
        int index = found < 0 ? ~found - 1 : found;
        return index < 0 ? 0 : _before[index] + Math.Min(_ends[index], moment) - _starts[index];
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

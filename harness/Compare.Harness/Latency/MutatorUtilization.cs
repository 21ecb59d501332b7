using System.Buffers;

namespace Compare.Harness.Latency;

/// <summary>
/// Minimum and bounded mutator utilisation: the share of a window that a program is sure to have for itself (Cheng and
/// Blelloch 2001; Sachindran and Moss 2003).
/// </summary>
public static class MutatorUtilization
{
    /// <summary>The longest time of which the square fits 64 bits, ns.</summary>
    private const long LongestSquared = 3_037_000_499;

    /// <summary>
    /// MMU(w) = 1 − max over t of (P(t + w) − P(t)) / w, where P(x) is the pause time in [0, x]. P is piecewise linear, so the
    /// maximum lies where a window begins with a pause or ends with one: 2n candidates, two pointers, O(n).
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="window">Length of the window, ns, at most that of the run.</param>
    /// <returns>Utilisation in [0, 1].</returns>
    public static double Minimum(PauseTimeline run, long window) => 1 - (MostPause(run, window) / (double)window);

    /// <summary>
    /// BMU(w) = min over w' ≥ w of MMU(w'): unlike the MMU it never falls when the window grows, so a promise can be read from
    /// it.
    /// </summary>
    /// <remarks>
    /// Exact, in O(n): in the worst window of all that are at least w long, either the length is w, or the window begins and ends
    /// with a pause, since a longer one that begins or ends elsewhere gets worse when it shrinks or grows there. The second kind
    /// is the densest segment with a lower bound on its length (Goldwasser, Kao and Lu 2005): the steepest line from a begin (sᵢ,
    /// P(sᵢ)) to an end (eⱼ, P(eⱼ)) with eⱼ − sᵢ ≥ w, found over the lower convex hull of the begins.
    /// </remarks>
    /// <param name="run">The run.</param>
    /// <param name="window">Least length of the window, ns, at most that of the run.</param>
    /// <returns>Utilisation in [0, 1].</returns>
    public static double Bounded(PauseTimeline run, long window) => Both(run, window).Bounded;

    /// <summary>Both measures for the price of one.</summary>
    /// <param name="run">The run.</param>
    /// <param name="window">Length of the window, ns, at most that of the run.</param>
    public static (double Minimum, double Bounded) Both(PauseTimeline run, long window)
    {
        double minimum = Minimum(run, window);
        return minimum <= 0 ? (minimum, minimum) : (minimum, Math.Min(minimum, 1 - Densest(run, window)));
    }

    /// <summary>The most pause time in any window, ns.</summary>
    private static long MostPause(PauseTimeline run, long window)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(window);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(window, run.Length);
        return run.Longest >= window ? window : Math.Max(MostFromBegins(run, window), MostToEnds(run, window));
    }

    /// <summary>Windows that begin with a pause, or as late as the run allows.</summary>
    private static long MostFromBegins(PauseTimeline run, long window)
    {
        ReadOnlySpan<long> starts = run.Starts;
        ReadOnlySpan<long> ends = run.Ends;
        ReadOnlySpan<long> before = run.Before;
        long last = run.Length - window;
        long most = 0;
        int right = -1;
        for (int i = 0; i < starts.Length && starts[i] <= last; i++)
        {
            long end = starts[i] + window;
            while (right + 1 < starts.Length && starts[right + 1] <= end)
            {
                right++;
            }

            most = Math.Max(most, before[right] + Math.Min(ends[right], end) - starts[right] - before[i]);
        }

        return Math.Max(most, run.Total - run.PauseUntil(last));
    }

    /// <summary>Windows that end with a pause, or as early as the run allows.</summary>
    private static long MostToEnds(PauseTimeline run, long window)
    {
        ReadOnlySpan<long> starts = run.Starts;
        ReadOnlySpan<long> ends = run.Ends;
        ReadOnlySpan<long> before = run.Before;
        long most = 0;
        int left = 0;
        for (int j = 0; j < ends.Length; j++)
        {
            long begin = ends[j] - window;
            if (begin < 0)
            {
                continue;
            }

            while (ends[left] <= begin)
            {
                left++;
            }

            long cut = Math.Max(0, begin - starts[left]);
            most = Math.Max(most, before[j] + ends[j] - starts[j] - before[left] - cut);
        }

        return Math.Max(most, run.PauseUntil(window));
    }

    /// <summary>
    /// The largest share of pauses in any stretch from a pause's begin to a pause's end that is at least as long as the window.
    /// </summary>
    private static double Densest(PauseTimeline run, long window)
    {
        ReadOnlySpan<long> starts = run.Starts;
        ReadOnlySpan<long> ends = run.Ends;
        ReadOnlySpan<long> before = run.Before;
        int[] hull = ArrayPool<int>.Shared.Rent(starts.Length);
        int first = 0;
        int count = 0;
        int next = 0;
        double densest = 0;
        for (int j = 0; j < ends.Length; j++)
        {
            for (; next <= j && starts[next] <= ends[j] - window; next++)
            {
                while (count - first >= 2 && !TurnsUp(starts, before, hull[count - 2], hull[count - 1], next))
                {
                    count--;
                }

                hull[count++] = next;
            }

            if (count == first)
            {
                continue;
            }

            // A begin that a later one beats here loses to it at every end where the maximum could still grow.
            long level = before[j] + ends[j] - starts[j];
            double slope = Slope(hull[first], starts, before, ends[j], level);
            while (first + 1 < count && Slope(hull[first + 1], starts, before, ends[j], level) is var better && better >= slope)
            {
                slope = better;
                first++;
            }

            densest = Math.Max(densest, slope);
        }

        ArrayPool<int>.Shared.Return(hull);
        return densest;
    }

    private static double Slope(int begin, ReadOnlySpan<long> starts, ReadOnlySpan<long> before, long end, long level) =>
        (level - before[begin]) / (double)(end - starts[begin]);

    /// <summary>Whether the lower hull turns upwards in the middle one of three begins.</summary>
    private static bool TurnsUp(ReadOnlySpan<long> starts, ReadOnlySpan<long> before, int left, int middle, int right)
    {
        // No pause is longer than the time it lies in, so both factors of each product are at most the span of the three.
        long rise = before[middle] - before[left];
        long run = starts[middle] - starts[left];
        long nextRise = before[right] - before[middle];
        long nextRun = starts[right] - starts[middle];
        return starts[right] - starts[left] <= LongestSquared
            ? rise * nextRun < nextRise * run
            : (Int128)rise * nextRun < (Int128)nextRise * run;
    }
}

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

    /// <summary>Some times the relative rounding of a double: differences of two products of up to the length of a run.</summary>
    private const double RoundingOfRise = 1e-15;

    /// <summary>
    /// MMU(w) = 1 − max over t of (P(t + w) − P(t)) / w, where P(x) is the pause time in [0, x]. P is piecewise linear, so the
    /// maximum lies where a window begins with a pause or ends with one: 2n candidates, two pointers, O(n).
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="window">Length of the window, ns, at most that of the run.</param>
    /// <returns>Utilisation in [0, 1].</returns>
    public static double Minimum(PauseTimeline run, long window) => Both(run, window, 0).Minimum;

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
    /// <param name="known">
    /// A bounded utilisation that is known of other runs. Where this run has none below it, which is cheap to tell, the bounded one
    /// may come out as anything from it up.
    /// </param>
    public static (double Minimum, double Bounded) Both(PauseTimeline run, long window, double known = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(window);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(window, run.Length);
        if (run.Longest >= window)
        {
            return (0, 0);
        }

        (long most, bool mayBeDenser) = Sweep(run, window, 1 - known);
        double minimum = 1 - (most / (double)window);
        return (minimum, mayBeDenser ? Math.Min(minimum, 1 - Densest(run, window)) : minimum);
    }

    /// <summary>
    /// Finds the most pause time in any window, and whether any stretch at least as long may have a larger share of pauses than a
    /// given one.
    /// </summary>
    private static (long Most, bool MayBeDenser) Sweep(PauseTimeline run, long window, double share)
    {
        long last = run.Length - window;
        int right = run.EdgesUntil(window - 1) / 2;
        (long most, double rise) = Sweep(run.GuardedEdges, run.Before, (window, last, right), share);
        most = Math.Max(most, Math.Max(run.PauseUntil(window), run.Total - run.PauseUntil(last)));

        // What rounding can hide is looked at.
        return (most, rise > -(1 + (run.Length * RoundingOfRise)));
    }

    /// <summary>The windows that begin with a pause or end with one, in order.</summary>
    /// <remarks>
    /// A stretch has a larger share D of pauses than another when P(x) − D·x rises over it, so the least of it at the begins so far
    /// tells whether any does: no hull is needed to find out that there is none. Nothing predicts whether a begin or an end comes
    /// next, so there is no jump that depends on it; Math.Min and Math.Max are jumps in a loop.
    /// </remarks>
    private static (long Most, double Rise) Sweep(
        ReadOnlySpan<long> edges, ReadOnlySpan<long> before, (long Window, long Last, int Right) at, double share)
    {
        (long window, long last, int right) = at;
        long most = 0;
        double least = double.PositiveInfinity;
        double rise = double.NegativeInfinity;
        int left = 0;
        while (true)
        {
            long begin = edges[(2 * left) + 1];
            long end = edges[(2 * right) + 2] - window;
            int beginsFirst = begin <= end ? 1 : 0;
            long moment = begin - OrZero(begin - end);
            if (moment > last)
            {
                return (most, rise);
            }

            long from = before[left] - OrZero(edges[2 * left] - moment);
            long to = before[right] + OrZero(moment + window - edges[(2 * right) + 1]);
            most += OrZero(to - from - most);
            least = double.MinNative(least, from - (share * moment));
            rise = double.MaxNative(rise, to - (share * (moment + window)) - least);
            left += beginsFirst;
            right += 1 - beginsFirst;
        }
    }

    /// <summary>A number, or 0 for a negative one.</summary>
    private static long OrZero(long number) => number & ~(number >> 63);

    /// <summary>
    /// The largest share of pauses in any stretch from a pause's begin to a pause's end that is at least as long as the window.
    /// </summary>
    private static double Densest(PauseTimeline run, long window)
    {
        ReadOnlySpan<long> edges = run.Edges;
        ReadOnlySpan<long> before = run.Before;
        int[] hull = ArrayPool<int>.Shared.Rent(run.Count);
        int first = 0;
        int count = 0;
        int next = 0;
        double densest = 0;
        for (int j = 0; j < run.Count; j++)
        {
            long end = edges[(2 * j) + 1];
            for (; next <= j && edges[2 * next] <= end - window; next++)
            {
                while (count - first >= 2 && !TurnsUp(edges, before, hull[count - 2], hull[count - 1], next))
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
            double slope = Slope(hull[first], edges, before, end, before[j + 1]);
            while (first + 1 < count && Slope(hull[first + 1], edges, before, end, before[j + 1]) is var better && better >= slope)
            {
                slope = better;
                first++;
            }

            densest = Math.Max(densest, slope);
        }

        ArrayPool<int>.Shared.Return(hull);
        return densest;
    }

    private static double Slope(int begin, ReadOnlySpan<long> edges, ReadOnlySpan<long> before, long end, long level) =>
        (level - before[begin]) / (double)(end - edges[2 * begin]);

    /// <summary>Whether the lower hull turns upwards in the middle one of three begins.</summary>
    private static bool TurnsUp(ReadOnlySpan<long> edges, ReadOnlySpan<long> before, int left, int middle, int right)
    {
        // No pause is longer than the time it lies in, so both factors of each product are at most the span of the three.
        long rise = before[middle] - before[left];
        long run = edges[2 * middle] - edges[2 * left];
        long nextRise = before[right] - before[middle];
        long nextRun = edges[2 * right] - edges[2 * middle];
        return edges[2 * right] - edges[2 * left] <= LongestSquared
            ? rise * nextRun < nextRise * run
            : (Int128)rise * nextRun < (Int128)nextRise * run;
    }
}

using System.Runtime.CompilerServices;

namespace Compare.Harness.Latency;

/// <summary>
/// How utilisation is distributed over all windows of one length: at how many of the moments at which a window can begin it is
/// how high. Exact shares of time in a thousand bins, so runs can be added up.
/// </summary>
/// <remarks>
/// While a window moves on by 1 ns, the pause time in it stays, rises or falls by 1 ns. Where it stays, the whole time belongs to
/// one bin. Where it changes, every utilisation between two turns was there for the same time, so a turn only notes by how much
/// the number of such passages changes from its utilisation upwards. All of it is sums of whole numbers.
/// </remarks>
public sealed class UtilizationHistogram
{
    private const int BinCount = 1000;

    private readonly long _window;
    private readonly double _binsPerNanosecond;

    // One bin more for utilisation 1, which is a bin of its own: windows without any pause.
    private readonly Bin[] _bins = new Bin[BinCount + 1];

    /// <summary>Creates an empty histogram.</summary>
    /// <param name="window">Length of the windows, ns.</param>
    public UtilizationHistogram(long window)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(window);
        _window = window;
        _binsPerNanosecond = BinCount / (double)window;
    }

    /// <summary>Adds the windows of one run.</summary>
    /// <param name="run">The run, at least as long as a window.</param>
    public void Add(PauseTimeline run)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(run.Length, _window, nameof(run));
        ReadOnlySpan<long> edges = run.GuardedEdges;
        long last = run.Length - _window;
        int left = run.EdgesUntil(0) + 1;
        int right = run.EdgesUntil(_window) + 1;
        long pause = run.PauseUntil(_window);
        long moment = 0;
        int slope = 0;
        if (last == 0)
        {
            Turn(pause, 0).Constant++;
            return;
        }

        // Steps without a jump that depends on the pauses: nothing predicts which edge comes next, and Math.Min is a jump in a loop.
        // Each end of the window stands in a pause when the edge before it is a begin, which has an odd place.
        while (moment < last)
        {
            int change = (left & 1) - (right & 1);
            long leftEdge = edges[left];
            long rightEdge = edges[right] - _window;
            long next = Lesser(last, Lesser(leftEdge, rightEdge));
            long length = next - moment;
            Turn(pause, slope - change).Constant += length & ((change & 1) - 1);
            pause += change * length;
            slope = change;
            moment = next;
            left += leftEdge <= next ? 1 : 0;
            right += rightEdge <= next ? 1 : 0;
        }

        _ = Turn(pause, slope);
    }

    /// <summary>The utilisation that a share of the windows does not exceed, rounded down to a thousandth.</summary>
    /// <param name="share">Share in (0, 1).</param>
    /// <returns>The utilisation, or null when nothing was added.</returns>
    public double? Quantile(double share)
    {
        double[] weights = Weights();
        double total = weights.Sum();
        if (total <= 0)
        {
            return null;
        }

        double sum = 0;
        int bin = 0;
        for (; bin < BinCount && sum + weights[bin] < share * total; bin++)
        {
            sum += weights[bin];
        }

        return bin / (double)BinCount;
    }

    private static long Lesser(long a, long b) => b + ((a - b) & ((a - b) >> 63));

    /// <summary>Notes a moment at which the pause time in the window begins to change in another way.</summary>
    /// <param name="pause">The pause time there, ns.</param>
    /// <param name="passages">Passages that begin above its utilisation, less those that end.</param>
    /// <returns>Its bin.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Else a third of the time is its call.
    private ref Bin Turn(long pause, int passages)
    {
        // Whole numbers: seven tenths must not fall below their bin by a rounding. The products may overflow, the rest does not.
        long free = _window - pause;
        long bin = (long)(free * _binsPerNanosecond);
        long rest = unchecked((free * BinCount) - (bin * _window));
        if ((ulong)rest >= (ulong)_window)
        {
            int step = rest < 0 ? -1 : 1;
            bin += step;
            rest = unchecked(rest - (step * _window));
        }

        ref Bin found = ref _bins[bin];
        found.Passages += passages;
        found.Rests += passages * (double)rest;
        return ref found;
    }

    /// <summary>Time in each bin, ns.</summary>
    private double[] Weights()
    {
        double[] weights = new double[_bins.Length];
        double passages = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            passages += _bins[i].Passages;
            weights[i] = _bins[i].Constant + (((passages * _window) - _bins[i].Rests) / BinCount);
        }

        return weights;
    }

    private struct Bin
    {
        /// <summary>Time in which utilisation stayed here, ns.</summary>
        public long Constant;

        /// <summary>Passages that begin here, less those that end here: each is at every higher utilisation for the same time.</summary>
        public long Passages;

        /// <summary>How far inside the bin they begin or end, summed, in thousandths of a ns of pause time.</summary>
        public double Rests;
    }
}

namespace Compare.Harness.Latency;

/// <summary>
/// How utilisation is distributed over all windows of one length: at how many of the moments at which a window can begin it is
/// how high. Exact shares of time in a thousand bins, so runs can be added up.
/// </summary>
public sealed class UtilizationHistogram
{
    private const int Bins = 1000;

    // One bin more for utilisation 1, which is a bin of its own: windows without any pause.
    private readonly double[] _weights = new double[Bins + 1];
    private readonly double[] _steps = new double[Bins + 2];

    /// <summary>Adds the windows of one run. Between two breakpoints the utilisation changes linearly or not at all.</summary>
    /// <param name="run">The run.</param>
    /// <param name="window">Length of the windows, ns, at most that of the run.</param>
    public void Add(PauseTimeline run, long window)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(window);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(window, run.Length);
        long last = run.Length - window;
        Edges left = new(run, 0);
        Edges right = new(run, window);
        long pause = run.PauseUntil(window);
        left.SkipTo(0);
        right.SkipTo(0);
        long moment = 0;
        if (last == 0)
        {
            AddConstant(pause, 1, window);
            return;
        }

        while (moment < last)
        {
            long next = Math.Min(last, Math.Min(left.Next, right.Next));
            long change = (right.Inside ? next - moment : 0) - (left.Inside ? next - moment : 0);
            AddSegment(pause, pause + change, next - moment, window);
            pause += change;
            moment = next;
            left.SkipTo(moment);
            right.SkipTo(moment);
        }
    }

    /// <summary>The utilisation that a share of the windows does not exceed, rounded down to a thousandth.</summary>
    /// <param name="share">Share in (0, 1).</param>
    /// <returns>The utilisation, or null when nothing was added.</returns>
    public double? Quantile(double share)
    {
        Settle();
        double total = _weights.Sum();
        if (total <= 0)
        {
            return null;
        }

        double sum = 0;
        int bin = 0;
        for (; bin < Bins && sum + _weights[bin] < share * total; bin++)
        {
            sum += _weights[bin];
        }

        return bin / (double)Bins;
    }

    private void AddSegment(long pauseFrom, long pauseTo, long length, long window)
    {
        if (pauseFrom == pauseTo)
        {
            AddConstant(pauseFrom, length, window);
            return;
        }

        double a = 1 - (pauseFrom / (double)window);
        double b = 1 - (pauseTo / (double)window);
        double low = Math.Min(a, b) * Bins;
        double high = Math.Max(a, b) * Bins;
        int first = (int)low;
        int end = (int)high;
        if (first == end)
        {
            _weights[first] += length;
            return;
        }

        double density = length / (high - low);
        _weights[first] += (first + 1 - low) * density;
        _weights[end] += (high - end) * density;
        _steps[first + 1] += density;
        _steps[end] -= density;
    }

    // Whole numbers: seven tenths must not fall below their bin by a rounding.
    private void AddConstant(long pause, long length, long window) =>
        _weights[window <= long.MaxValue / Bins
            ? (int)((window - pause) * Bins / window)
            : (int)((Int128)(window - pause) * Bins / window)] += length;

    /// <summary>Moves what covers whole bins from its ends, where it was noted in constant time, into the bins.</summary>
    private void Settle()
    {
        double level = 0;
        for (int bin = 0; bin <= Bins; bin++)
        {
            level += _steps[bin];
            _weights[bin] += level;
        }

        Array.Clear(_steps);
    }

    /// <summary>One end of a window that moves along the run: the next place where a pause begins or ends.</summary>
    private ref struct Edges(PauseTimeline run, long ahead)
    {
        private readonly ReadOnlySpan<long> _starts = run.Starts;
        private readonly ReadOnlySpan<long> _ends = run.Ends;
        private int _index;

        /// <summary>Whether this end stands in a pause.</summary>
        public bool Inside { get; private set; }

        /// <summary>Begin of the window at which this end reaches the next edge, ns.</summary>
        public readonly long Next => _index == _starts.Length ? long.MaxValue : (Inside ? _ends : _starts)[_index] - ahead;

        public void SkipTo(long moment)
        {
            while (Next <= moment)
            {
                _index += Inside ? 1 : 0;
                Inside = !Inside;
            }
        }
    }
}

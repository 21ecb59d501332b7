using Compare.Harness.Statistics;

namespace Compare.Harness.Latency;

/// <summary>
/// What the recorded requests would have waited under another load, without running them again: one server, first come, first
/// served, Poisson arrivals from a seed. Lindley's recursion (1952): Wᵢ₊₁ = max(0, Wᵢ + Bᵢ − Aᵢ), with B the time that the
/// program is busy with a request and A the time to the next arrival.
/// </summary>
/// <remarks>
/// The arrivals of every load are the same stretched in time, so that more load never makes a request wait less.
/// </remarks>
public sealed class QueueModel
{
    private const double NanosecondsPerSecond = 1e9;
    private const double Precision = 0.001;
    private const double LeastUtilization = 1e-6;

    private readonly long[] _busy;
    private readonly long[] _simple;
    private readonly double[] _gaps;
    private readonly double _meanBusy;

    /// <summary>Prepares the queue of one run.</summary>
    /// <param name="busy">How long each request keeps the program busy, ns.</param>
    /// <param name="simple">How long each is served, ns.</param>
    /// <param name="seed">Seed of the arrivals.</param>
    public QueueModel(long[] busy, long[] simple, ulong seed)
    {
        _busy = busy;
        _simple = simple;
        _meanBusy = busy.Average();
        SplitMix64 random = new(seed);
        _gaps = new double[busy.Length];
        for (int i = 0; i < _gaps.Length; i++)
        {
            // 53 random bits in (0, 1]: the logarithm of 0 does not exist.
            _gaps[i] = -Math.Log(((random.Next() >> 11) + 1) * (1.0 / (1UL << 53)));
        }
    }

    /// <summary>Requests per second that keep the program busy all the time: no load above it can last.</summary>
    public double Saturation => NanosecondsPerSecond / _meanBusy;

    /// <summary>The latency of every request under a load, ns.</summary>
    /// <param name="perSecond">Offered load, requests per second.</param>
    public long[] Latencies(double perSecond)
    {
        double meanGap = NanosecondsPerSecond / perSecond;
        long[] latencies = new long[_busy.Length];
        double wait = 0;
        for (int i = 0; i < latencies.Length; i++)
        {
            latencies[i] = (long)Math.Round(wait + _simple[i]);
            wait = Math.Max(0, wait + _busy[i] - (_gaps[i] * meanGap));
        }

        return latencies;
    }

    /// <summary>
    /// The highest load, requests per second, at which a share of all requests of some runs are answered within a limit.
    /// </summary>
    /// <param name="queues">One queue for each run.</param>
    /// <param name="share">Share of the requests, e.g. 0.99.</param>
    /// <param name="limit">Limit of the latency, ns.</param>
    /// <returns>The load to a thousandth, or null when the limit is missed even by requests that never wait.</returns>
    public static double? Capacity(IReadOnlyList<QueueModel> queues, double share, long limit)
    {
        double high = queues.Min(queue => queue.Saturation);
        double low = high * LeastUtilization;
        if (!Meets(queues, low, share, limit))
        {
            return null;
        }

        if (Meets(queues, high, share, limit))
        {
            return high;
        }

        while (high - low > Precision * high)
        {
            double middle = (low + high) / 2;
            (low, high) = Meets(queues, middle, share, limit) ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static bool Meets(IReadOnlyList<QueueModel> queues, double load, double share, long limit)
    {
        long within = 0;
        long all = 0;
        foreach (long[] latencies in queues.Select(queue => queue.Latencies(load)))
        {
            within += latencies.LongCount(latency => latency <= limit);
            all += latencies.Length;
        }

        return within >= share * all;
    }
}

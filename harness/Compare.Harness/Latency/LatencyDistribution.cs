using HdrHistogram;

namespace Compare.Harness.Latency;

/// <summary>
/// Percentiles of many latencies in little memory: a histogram with three significant digits, and the longest exactly.
/// </summary>
internal sealed class LatencyDistribution
{
    /// <summary>Percentiles that are written where there are enough values for them.</summary>
    public static readonly IReadOnlyList<double> Percentiles =
        [50, 75, 90, 95, 99, 99.5, 99.9, 99.95, 99.99, 99.995, 99.999];

    private const int Digits = 3;
    private readonly LongHistogram _histogram = new(1, long.MaxValue / 2, Digits);

    /// <summary>Number of latencies.</summary>
    public long Count { get; private set; }

    /// <summary>The longest, ns.</summary>
    public long Longest { get; private set; }

    /// <summary>Adds latencies.</summary>
    public void Add(ReadOnlySpan<long> latencies)
    {
        foreach (long latency in latencies)
        {
            long value = Math.Max(0, latency);
            _histogram.RecordValue(value);
            Longest = Math.Max(Longest, value);
        }

        Count += latencies.Length;
    }

    /// <summary>
    /// The percentiles that so many values can tell, and the longest as the hundredth: p needs at least one value beyond it.
    /// </summary>
    public IEnumerable<(double Percentile, long Nanoseconds)> Points() =>
    [
        .. Percentiles.Where(percentile => Count * (100 - percentile) / 100 >= 1 - 1e-9)
            .Select(percentile => (percentile, Math.Min(Longest, _histogram.GetValueAtPercentile(percentile)))),
        (100, Longest),
    ];
}

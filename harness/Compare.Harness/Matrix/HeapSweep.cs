using System.Globalization;

namespace Compare.Harness.Matrix;

/// <summary>
/// Heap sizes that mean the same for every workload: multiples of what it needs (methodology 2.1 and 3.6). Engines that
/// <see cref="HeapLimitUse.OptsOut"/> run once without limit.
/// </summary>
public sealed record HeapSweep
{
    /// <summary>What the points are multiples of.</summary>
    public required SweepBase Base { get; init; }

    /// <summary>The multiples, ascending.</summary>
    public required IReadOnlyList<decimal> Points { get; init; }

    /// <summary>In which order they run.</summary>
    public required SweepOrder Order { get; init; }

    /// <summary>The limits of each workload; null until they are found.</summary>
    public IReadOnlyList<WorkloadLimits>? Limits { get; init; }

    /// <summary>A point as it is written.</summary>
    /// <param name="point">The point.</param>
    public static string Text(decimal point) => point.ToString("0.############", CultureInfo.InvariantCulture);

    /// <summary>The limits that the points stand for, rounded up to whole pages.</summary>
    /// <param name="workload">The workload with its parameters.</param>
    /// <param name="baseBytes">What the points are multiples of, bytes; null when it could not be found.</param>
    public WorkloadLimits Resolve(string workload, long? baseBytes) => new(
        workload,
        baseBytes,
        baseBytes is { } bytes ? [.. Points.Select(point => WholePages(point * bytes))] : []);

    /// <summary>The limits of a workload in bytes; empty while they are not known.</summary>
    /// <param name="workload">The workload.</param>
    public IReadOnlyList<long?> LimitsOf(WorkloadConfig workload) =>
    [
        .. (Limits?.FirstOrDefault(limits => limits.Workload == workload.Label)?.Bytes ?? [])
            .Distinct()
            .Select(bytes => (long?)bytes),
    ];

    /// <summary>The smallest point that a limit of a workload stands for; null where it stands for none.</summary>
    /// <param name="workload">The workload with its parameters.</param>
    /// <param name="bytes">The limit, bytes; null for none.</param>
    public decimal? PointOf(string workload, long? bytes)
    {
        IReadOnlyList<long> limits = Limits?.FirstOrDefault(one => one.Workload == workload)?.Bytes ?? [];
        return Points.Zip(limits).Where(pair => pair.Second == bytes).Select(pair => (decimal?)pair.First).FirstOrDefault();
    }

    /// <summary>When a limit of a workload runs within a block, from 0; cells without limit run with the first.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="bytes">The limit, bytes; null for none.</param>
    public int RankOf(WorkloadConfig workload, long? bytes)
    {
        if (bytes is null || Order == SweepOrder.Shuffled)
        {
            return 0;
        }

        IReadOnlyList<long?> limits = LimitsOf(workload);
        return EndsFirst.Ranks(limits.Count)[limits.Index().First(limit => limit.Item == bytes).Index];
    }

    private static long WholePages(decimal bytes) => (long)decimal.Ceiling(bytes / HeapLimits.PageBytes) * HeapLimits.PageBytes;
}

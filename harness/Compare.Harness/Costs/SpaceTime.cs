using Compare.Harness.Results;

namespace Compare.Harness.Costs;

/// <summary>Memory held, integrated over a clock. Between two samples it is taken to change linearly.</summary>
internal static class SpaceTime
{
    private const double NanosecondsPerSecond = 1e9;

    /// <summary>
    /// The space-time product of one iteration, byte-seconds: the first and the last sample hold to the iteration's ends.
    /// </summary>
    /// <param name="iteration">The iteration.</param>
    /// <param name="samples">Its samples.</param>
    /// <returns>The product, or null when the begin of the iteration or memory held is not known.</returns>
    public static double? OfIteration(IterationRow iteration, IReadOnlyList<TimelineRow> samples)
    {
        if (iteration.StartNs is not { } start || samples.Count == 0 || samples.Any(sample => sample.CommittedBytes is null))
        {
            return null;
        }

        long end = start + iteration.WallNs;
        TimelineRow[] ordered = [.. samples.OrderBy(sample => sample.WallNs)];
        double area = Integral([.. ordered.Select(sample => ((double)sample.WallNs, (double)sample.CommittedBytes!.Value))])
            + (Math.Max(0, ordered[0].WallNs - start) * (double)ordered[0].CommittedBytes!.Value)
            + (Math.Max(0, end - ordered[^1].WallNs) * (double)ordered[^1].CommittedBytes!.Value);
        return area / NanosecondsPerSecond;
    }

    /// <summary>Mean memory held over the allocation clock, from the first sample of the iteration to its last, bytes.</summary>
    /// <param name="samples">The samples of one iteration.</param>
    /// <returns>The mean, or null when there are no two moments of the clock or memory held is not known.</returns>
    public static double? MeanOverAllocation(IReadOnlyList<TimelineRow> samples)
    {
        if (samples.Count == 0 || samples.Any(sample => sample.CommittedBytes is null))
        {
            return null;
        }

        (double, double)[] points =
            [.. samples.OrderBy(sample => sample.AllocatedBytes)
                .Select(sample => ((double)sample.AllocatedBytes, (double)sample.CommittedBytes!.Value))];
        double span = points[^1].Item1 - points[0].Item1;
        return span > 0 ? Integral(points) / span : null;
    }

    /// <summary>The integral by the trapezoidal rule.</summary>
    /// <param name="points">Points in the order of the clock.</param>
    public static double Integral((double Clock, double Value)[] points)
    {
        double area = 0;
        for (int i = 1; i < points.Length; i++)
        {
            area += (points[i].Clock - points[i - 1].Clock) * (points[i].Value + points[i - 1].Value) / 2;
        }

        return area;
    }
}

namespace Compare.Reports.Charts;

/// <summary>Thins points for drawing, so that the drawing does not change.</summary>
public static class Thinning
{
    /// <summary>Points that all series of a chart may have together before they are thinned.</summary>
    public const int Budget = 100_000;

    /// <summary>
    /// Keeps the lowest and the highest point of each of a number of equal columns, in the order of the points; all points
    /// when they fit. Whatever a pixel column would have shown is still there.
    /// </summary>
    /// <param name="points">Points sorted by <paramref name="x"/>.</param>
    /// <param name="x">Place along the axis.</param>
    /// <param name="y">Height.</param>
    /// <param name="limit">Most points to keep; at least 4.</param>
    public static IReadOnlyList<T> Keep<T>(IReadOnlyList<T> points, Func<T, double> x, Func<T, double> y, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 4);
        if (points.Count <= limit)
        {
            return points;
        }

        int columns = (limit - 2) / 2;
        double start = x(points[0]);
        double width = (x(points[^1]) - start) / columns;
        List<T> kept = [points[0]];
        int index = 1;
        for (int column = 0; column < columns && index < points.Count - 1; column++)
        {
            double end = column == columns - 1 ? double.PositiveInfinity : start + ((column + 1) * width);
            int low = index;
            int high = index;
            int first = index;
            for (; index < points.Count - 1 && x(points[index]) < end; index++)
            {
                low = y(points[index]) < y(points[low]) ? index : low;
                high = y(points[index]) > y(points[high]) ? index : high;
            }

            if (index > first)
            {
                kept.Add(points[Math.Min(low, high)]);
                if (low != high)
                {
                    kept.Add(points[Math.Max(low, high)]);
                }
            }
        }

        kept.Add(points[^1]);
        return kept;
    }
}

namespace Compare.Harness.Statistics;

/// <summary>
/// The slope of Theil (1950) and Sen (1968): the median of the slopes of all pairs, which few outliers do not move.
/// </summary>
public static class TheilSen
{
    /// <summary>Estimates the slope.</summary>
    /// <param name="positions">Where the values stand; pairs at one position say nothing.</param>
    /// <param name="values">The values.</param>
    /// <returns>Change of the value for a step of 1; null when all stand at one position.</returns>
    public static double? Slope(ReadOnlySpan<double> positions, ReadOnlySpan<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, positions.Length, nameof(values));
        List<double> slopes = new(values.Length * (values.Length - 1) / 2);
        for (int i = 0; i < values.Length; i++)
        {
            for (int j = i + 1; j < values.Length; j++)
            {
                if (positions[j] != positions[i])
                {
                    slopes.Add((values[j] - values[i]) / (positions[j] - positions[i]));
                }
            }
        }

        return slopes.Count == 0 ? null : Quantiles.Median([.. slopes]);
    }
}

using Compare.Harness.Results;
using Compare.Harness.Statistics;

namespace Compare.Harness.Latency;

/// <summary>Makes <c>mmu.csv</c>: minimum and bounded mutator utilisation and percentiles on a log grid of windows.</summary>
public static class UtilizationTable
{
    private const double StepsPerDecade = 5;
    private const int FirstStep = 15; // 10^(15/5) ns = 1 µs

    /// <summary>Makes the rows of all cells.</summary>
    /// <param name="cells">The cells with their pauses.</param>
    public static IReadOnlyList<UtilizationRow> Of(ParallelQuery<CellRuns> cells) => [.. cells.SelectMany(RowsOf)];

    private static UtilizationRow[] RowsOf(CellRuns cell)
    {
        long[] windows = WindowsOf(cell);
        UtilizationRow[] rows = new UtilizationRow[windows.Length];
        Parallel.For(0, windows.Length, i => rows[i] = Row(cell, windows[i]));
        return rows;
    }

    /// <summary>
    /// Five windows a decade from 1 µs up, the longest pause (the longest window without any progress), and the shortest run,
    /// beyond which not every run has a window.
    /// </summary>
    private static long[] WindowsOf(CellRuns cell)
    {
        PauseTimeline[] runs = [.. cell.Invocations.SelectMany(invocation => invocation.Runs)];
        long shortest = runs.Min(run => run.Length);
        SortedSet<long> windows = [shortest];
        long longest = runs.Max(run => run.Longest);
        if (longest > 0 && longest <= shortest)
        {
            windows.Add(longest);
        }

        for (int step = FirstStep; Math.Pow(10, step / StepsPerDecade) < shortest; step++)
        {
            windows.Add((long)Math.Round(Math.Pow(10, step / StepsPerDecade)));
        }

        return [.. windows];
    }

    // A walk over all windows costs as much as everything else together, so percentiles are for the round windows that people
    // quote.
    private static bool IsPowerOfTen(long window)
    {
        while (window % 10 == 0)
        {
            window /= 10;
        }

        return window == 1;
    }

    private static UtilizationRow Row(CellRuns cell, long window)
    {
        UtilizationHistogram histogram = new(window);
        bool withPercentiles = IsPowerOfTen(window);
        double[] minima = new double[cell.Invocations.Count];
        double bounded = 1;
        int runs = 0;
        for (int i = 0; i < minima.Length; i++)
        {
            minima[i] = 1;
            foreach (PauseTimeline run in cell.Invocations[i].Runs)
            {
                (double minimum, double least) = MutatorUtilization.Both(run, window, bounded);
                minima[i] = Math.Min(minima[i], minimum);
                bounded = Math.Min(bounded, least);
                runs++;
                if (withPercentiles)
                {
                    histogram.Add(run);
                }
            }
        }

        return new UtilizationRow
        {
            Engine = cell.Cell.Engine,
            Config = cell.Cell.Config,
            Workload = cell.Cell.Workload,
            HeapBytes = cell.Cell.HeapBytes,
            WindowNs = window,
            Mmu = minima.Min(),
            MmuMedian = Quantiles.Median(minima),
            Bmu = bounded,
            P1 = histogram.Quantile(0.01),
            P5 = histogram.Quantile(0.05),
            P50 = histogram.Quantile(0.5),
            Invocations = minima.Length,
            Runs = runs,
        };
    }
}

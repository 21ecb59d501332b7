using Compare.Harness.Latency;

namespace Compare.Harness.Tests.Latency;

public sealed class MutatorUtilizationTests
{
    private const int Cases = 300;

    [Fact]
    public void Two_pauses_of_400_ms_a_second_apart_show_that_the_minimum_is_not_monotone()
    {
        PauseTimeline run = PauseTimeline.Of(10_000, [3_000, 4_000], [400, 400]);

        Assert.Equal(0.60, MutatorUtilization.Minimum(run, 1_000), 12);
        Assert.Equal(1 - (800 / 1_400.0), MutatorUtilization.Minimum(run, 1_400), 12);
        Assert.Equal(1 - (800 / 1_400.0), MutatorUtilization.Bounded(run, 1_000), 12);
        Assert.Equal(0.92, MutatorUtilization.Bounded(run, 10_000), 12);
    }

    [Fact]
    public void The_longest_pause_is_the_longest_window_without_any_progress()
    {
        PauseTimeline run = PauseTimeline.Of(1_000, [100, 500], [30, 70]);

        Assert.Equal(0, MutatorUtilization.Minimum(run, 70));
        Assert.True(MutatorUtilization.Minimum(run, 71) > 0);
    }

    [Fact]
    public void Overlapping_pauses_count_once_and_what_lies_outside_the_run_does_not_count()
    {
        PauseTimeline run = PauseTimeline.Of(100, [90, -5, 20, 25, 30, 50], [40, 10, 10, 2, 5, 0]);

        Assert.Equal([0, 5, 20, 35, 90, 100], run.Edges.ToArray());
        Assert.Equal(30, run.Total);
        Assert.Equal(15, run.Longest);
    }

    [Fact]
    public void Both_measures_agree_with_brute_force_on_random_pauses()
    {
        Random random = new(20_031);
        for (int i = 0; i < Cases; i++)
        {
            (PauseTimeline run, bool[] paused) = RandomRun(random);
            double bounded = 1;
            for (int window = paused.Length; window >= 1; window--)
            {
                double minimum = BruteMinimum(paused, window);
                bounded = Math.Min(bounded, minimum);
                Assert.Equal(minimum, MutatorUtilization.Minimum(run, window), 12);
                Assert.Equal(bounded, MutatorUtilization.Bounded(run, window), 12);
            }
        }
    }

    [Fact]
    public void Percentiles_of_windows_agree_with_brute_force_on_random_pauses()
    {
        Random random = new(20_032);
        for (int i = 0; i < Cases; i++)
        {
            (PauseTimeline run, bool[] paused) = RandomRun(random);
            int window = random.Next(1, paused.Length);
            UtilizationHistogram histogram = new(window);
            histogram.Add(run);
            foreach (double share in (double[])[0.01, 0.05, 0.5, 0.9])
            {
                double exact = BruteQuantile(paused, window, share);
                Assert.InRange(histogram.Quantile(share)!.Value, exact - 0.001_000_1, exact + 0.000_000_1);
            }
        }
    }

    [Fact]
    public void A_histogram_of_nothing_has_no_percentile() => Assert.Null(new UtilizationHistogram(1).Quantile(0.5));

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void A_window_longer_than_the_run_or_empty_is_refused(long window)
    {
        PauseTimeline run = PauseTimeline.Of(100, [10], [10]);

        Assert.Throws<ArgumentOutOfRangeException>(() => MutatorUtilization.Minimum(run, window));
        Assert.Throws<ArgumentOutOfRangeException>(() => new UtilizationHistogram(window).Add(run));
    }

    [Fact]
    public void What_is_known_of_other_runs_spares_work_and_changes_no_minimum()
    {
        Random random = new(20_033);
        for (int i = 0; i < Cases; i++)
        {
            (PauseTimeline run, bool[] paused) = RandomRun(random);
            int window = random.Next(1, paused.Length);
            double bounded = MutatorUtilization.Bounded(run, window);
            foreach (double known in (double[])[0, bounded / 2, bounded, (1 + bounded) / 2, 1])
            {
                (double minimum, double least) = MutatorUtilization.Both(run, window, known);

                Assert.Equal(MutatorUtilization.Minimum(run, window), minimum);
                Assert.Equal(Math.Min(known, bounded), Math.Min(known, least));
            }
        }
    }

    [Fact]
    public void Many_runs_in_one_histogram_are_the_sum_of_theirs()
    {
        const int Window = 10;
        UtilizationHistogram histogram = new(Window);
        histogram.Add(PauseTimeline.Of(Window, [0], [3]));
        histogram.Add(PauseTimeline.Of(2 * Window, [], []));
        histogram.Add(PauseTimeline.Of(2 * Window, [0], [2 * Window]));

        // One moment with 0.7, ten with 1 and ten with 0.
        Assert.Equal(0, histogram.Quantile(10.0 / 21));
        Assert.Equal(0.7, histogram.Quantile(10.5 / 21));
        Assert.Equal(1, histogram.Quantile(0.6));
    }

    [Fact]
    public void A_run_of_centuries_overflows_nothing()
    {
        const long Length = long.MaxValue / 2;
        const long Window = Length / 4;
        PauseTimeline run = PauseTimeline.Of(Length, [0, Length / 2], [Length / 10, Length / 10]);
        UtilizationHistogram histogram = new(Window);
        histogram.Add(run);

        Assert.Equal(0.6, MutatorUtilization.Minimum(run, Window), 12);
        Assert.Equal(0.6, MutatorUtilization.Bounded(run, Window), 12);
        Assert.InRange(histogram.Quantile(0.01)!.Value, 0.599, 0.6);
        Assert.Equal(1, histogram.Quantile(0.99));
    }

    /// <summary>A run of whole ns, and for each of them whether the program stood still.</summary>
    private static (PauseTimeline Run, bool[] Paused) RandomRun(Random random)
    {
        bool[] paused = new bool[random.Next(2, 70)];
        long[] starts = new long[random.Next(0, 9)];
        long[] pauses = new long[starts.Length];
        for (int i = 0; i < starts.Length; i++)
        {
            starts[i] = random.Next(paused.Length);
            pauses[i] = random.Next(0, 1 + (paused.Length / 4));
            for (long at = starts[i]; at < Math.Min(paused.Length, starts[i] + pauses[i]); at++)
            {
                paused[at] = true;
            }
        }

        return (PauseTimeline.Of(paused.Length, starts, pauses), paused);
    }

    private static double BruteMinimum(bool[] paused, int window) =>
        Enumerable.Range(0, paused.Length - window + 1).Min(begin => Utilization(paused, begin, window));

    private static double Utilization(bool[] paused, int begin, int window) =>
        1 - (paused.Skip(begin).Take(window).Count(still => still) / (double)window);

    /// <summary>The least utilisation such that the windows at or below it make up the share, by halving an interval.</summary>
    private static double BruteQuantile(bool[] paused, int window, double share)
    {
        double[] at = [.. Enumerable.Range(0, paused.Length - window + 1).Select(begin => Utilization(paused, begin, window))];
        double low = -0.000_000_01;
        double high = 1;
        for (int step = 0; step < 60; step++)
        {
            double middle = (low + high) / 2;
            double below = at.Zip(at.Skip(1), (a, b) => ShareAtOrBelow(a, b, middle)).Sum();
            (low, high) = below >= share * (at.Length - 1) ? (low, middle) : (middle, high);
        }

        return high;
    }

    private static double ShareAtOrBelow(double a, double b, double level)
    {
        (double low, double high) = (Math.Min(a, b), Math.Max(a, b));
        return level >= high ? 1 : level < low ? 0 : (level - low) / (high - low);
    }
}

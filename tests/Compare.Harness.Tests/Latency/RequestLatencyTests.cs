using Compare.Harness.Latency;

namespace Compare.Harness.Tests.Latency;

public sealed class RequestLatencyTests
{
    [Fact]
    public void A_pause_delays_what_would_have_come_meanwhile()
    {
        // Ten requests of 10 ns each; the fifth stands still for 100. Evenly they would have come every 190/9 ns.
        long[] begins = [0, 10, 20, 30, 40, 150, 160, 170, 180, 190];
        long[] ends = [10, 20, 30, 40, 150, 160, 170, 180, 190, 200];

        Assert.Equal([10, 10, 10, 10, 110, 10, 10, 10, 10, 10], RequestLatency.Simple(begins, ends));
        long[] full = RequestLatency.Metered(begins, ends, window: null);
        Assert.Equal(110, full[4]);
        Assert.Equal(160 - (5 * 190 / 9.0), full[5], 0.5);
        Assert.Equal(180 - (7 * 190 / 9.0), full[7], 0.5);
        Assert.Equal(10, full[9]);
    }

    [Theory]
    [InlineData(40L)]
    [InlineData(300L)]
    [InlineData(5_000L)]
    [InlineData(null)]
    public void Metered_latency_agrees_with_its_definition_on_random_requests(long? window)
    {
        Random random = new(35);
        for (int round = 0; round < 100; round++)
        {
            long clock = 0;
            int count = random.Next(1, 40);
            long[] begins = new long[count];
            long[] ends = new long[count];
            for (int i = 0; i < count; i++)
            {
                begins[i] = clock += random.Next(0, 60);
                ends[i] = clock + random.Next(1, random.Next(5) == 0 ? 400 : 50);
            }

            Assert.Equal(
                [.. Enumerable.Range(0, count).Select(i => Definition(begins, ends, i, window))],
                RequestLatency.Metered(begins, ends, window));
        }
    }

    [Fact]
    public void Open_loop_latency_counts_from_the_scheduled_arrival() =>
        Assert.Equal([30, 25], RequestLatency.OpenLoop([0, 15], [30, 40]));

    [Fact]
    public void Waiting_in_the_queue_agrees_with_a_simulation_of_the_server()
    {
        Random random = new(36);
        long[] service = [.. Enumerable.Range(0, 500).Select(_ => (long)random.Next(100, 3_000))];
        QueueModel queue = new(service, service, seed: 7);

        foreach (double utilization in (double[])[0.2, 0.7, 1.0])
        {
            long[] latencies = queue.Latencies(utilization * queue.Saturation);

            double[] arrivals = Arrivals(service, utilization);
            double free = 0;
            for (int i = 0; i < service.Length; i++)
            {
                free = Math.Max(free, arrivals[i]) + service[i];
                Assert.Equal(free - arrivals[i], latencies[i], 1.0);
            }
        }
    }

    [Fact]
    public void A_queue_of_exponential_services_waits_as_the_formula_says()
    {
        // M/M/1 at utilisation 0.5: the latency is exponential with mean 1 / (µ − λ), so twice the mean service.
        Random random = new(37);
        long[] service = [.. Enumerable.Range(0, 200_000).Select(_ => (long)(-1e6 * Math.Log(1 - random.NextDouble())))];
        QueueModel queue = new(service, service, seed: 8);

        long[] latencies = queue.Latencies(0.5 * queue.Saturation);

        Assert.InRange(latencies.Average() / 2e6, 0.96, 1.04);
        Assert.InRange(latencies.Order().ElementAt(198_000) / (2e6 * Math.Log(100)), 0.94, 1.06);
    }

    [Fact]
    public void The_capacity_is_the_highest_load_within_the_limit()
    {
        Random random = new(38);
        long[] service = [.. Enumerable.Range(0, 2_000).Select(_ => (long)random.Next(500_000, 1_500_000))];
        QueueModel[] queues = [new(service, service, seed: 1), new(service, service, seed: 2)];
        const long Limit = 10_000_000;

        double capacity = QueueModel.Capacity(queues, 0.99, Limit)!.Value;

        Assert.True(Share(capacity) >= 0.99);
        Assert.True(Share(capacity * 1.002) < 0.99);
        Assert.Null(QueueModel.Capacity(queues, 0.99, limit: 1_000_000));
        Assert.Equal(queues[0].Saturation, QueueModel.Capacity(queues, 0.99, limit: long.MaxValue));

        double Share(double load) =>
            queues.SelectMany(queue => queue.Latencies(load)).Average(latency => latency <= Limit ? 1.0 : 0.0);
    }

    [Fact]
    public void In_a_closed_loop_a_pause_between_two_requests_keeps_the_program_busy()
    {
        Assert.Equal([50, 5], new RequestRun([0, 50], [10, 55], null).Occupancies());
        Assert.Equal([10, 5], new RequestRun([0, 50], [10, 55], [0, 48]).Occupancies());
    }

    private static long Definition(long[] begins, long[] ends, int i, long? window)
    {
        long simple = ends[i] - begins[i];
        int last = begins.Length - 1;
        int Clamped(int index) => index < 0 ? last : index;
        int low = window is null ? 0 : Clamped(Array.FindIndex(begins, begin => begin >= begins[i] - (window.Value / 2)));
        int high = window is null ? last : Clamped(Array.FindIndex(begins, begin => begin >= begins[i] + (window.Value / 2)));
        return high == low ? simple
            : Math.Max(
                simple,
                ends[i] - begins[low] - (long)Math.Round((i - low) * ((begins[high] - begins[low]) / (double)(high - low))));
    }

    /// <summary>Poisson arrivals from the seed of the queue.</summary>
    private static double[] Arrivals(long[] service, double utilization)
    {
        Harness.Statistics.SplitMix64 random = new(7);
        double gap = service.Average() / utilization;
        double clock = 0;
        double[] arrivals = new double[service.Length];
        for (int i = 1; i < arrivals.Length; i++)
        {
            arrivals[i] = clock += -gap * Math.Log(((random.Next() >> 11) + 1) / 9007199254740992.0);
        }

        return arrivals;
    }
}

using Compare.Harness.Latency;
using Compare.Harness.Results;
using Compare.Harness.Tests.Fakes;
using CsCheck;

namespace Compare.Harness.Tests.Latency;

/// <summary>The slowest requests and what stopped them.</summary>
public sealed class SlowestRequestsTests
{
    private static readonly InvocationRow s_row = TestRows.Invocation("pypy");

    [Fact]
    public void The_slowest_comes_first_and_names_the_event_that_stopped_it_longest()
    {
        ResultSet results = Run(
            [Request(0, 0, 100), Request(1, 100, 900), Request(2, 900, 1_000)],
            [Event(0, 90, 20, "minor"), Event(1, 200, 500, "major"), Event(2, 890, 5, "minor")]);

        IReadOnlyList<SlowRequestRow> rows = SlowestRequests.Of(results);

        Assert.Equal([(1, 1), (2, 0), (3, 2)], rows.Select(row => (row.Rank, row.Request)));
        Assert.Equal((800, 515, 3), (rows[0].LatencyNs, rows[0].PausedNs, rows[0].Pauses));
        Assert.Equal((1L, "major", "threshold"), (rows[0].Event, rows[0].Kind, rows[0].Cause));
        Assert.Equal((100, 10, 0L), (rows[1].LatencyNs, rows[1].PausedNs, rows[1].Event));
        Assert.Equal((0, 0, null, null), (rows[2].PausedNs, rows[2].Pauses, rows[2].Event, rows[2].Kind));
    }

    [Fact]
    public void Latency_of_a_schedule_counts_from_the_arrival_and_so_do_pauses()
    {
        ResultSet results = Run([Request(0, 500, 600) with { ScheduledNs = 100 }], [Event(0, 150, 100, "major")]);

        SlowRequestRow row = Assert.Single(SlowestRequests.Of(results));

        Assert.Equal((500, 100), (row.LatencyNs, row.PausedNs));
    }

    [Fact]
    public void A_cell_keeps_its_thousand_slowest_and_failed_invocations_have_none()
    {
        ResultSet results = Run(
            [.. Enumerable.Range(0, SlowestRequests.Most + 5).Select(i => Request(i, 0, i + 1))], []);

        Assert.Equal(SlowestRequests.Most, SlowestRequests.Of(results).Count);
        Assert.Equal(6, SlowestRequests.Of(results)[^1].LatencyNs);
        Assert.Empty(SlowestRequests.Of(results with { Invocations = [s_row with { Status = CellStatus.Crash }] }));
    }

    [Fact]
    public void Random_stops_are_found_as_by_looking_at_every_nanosecond() =>
        Gen.Select(
                Gen.Select(Gen.Int[0, 200], Gen.Int[0, 40]).Array[0, 20],
                Gen.Int[0, 200],
                Gen.Int[0, 100])
            .Sample((stops, from, length) =>
            {
                ResultSet results = Run(
                    [Request(0, from, from + length)],
                    [.. stops.Select((stop, number) => Event(number, stop.Item1, stop.Item2, "minor"))]);

                SlowRequestRow row = Assert.Single(SlowestRequests.Of(results));

                Assert.Equal(
                    Enumerable.Range(from, length).Count(ns => Array.Exists(stops, stop => stop.Item1 <= ns && ns < stop.Item1 + stop.Item2)),
                    row.PausedNs);
                Assert.Equal(
                    stops.Count(stop => Math.Min(stop.Item1 + stop.Item2, from + length) > Math.Max(stop.Item1, from)), row.Pauses);
            });

    private static ResultSet Run(IReadOnlyList<RequestRow> requests, IReadOnlyList<EventRow> events) =>
        TestRows.Results([s_row], [], events) with { Requests = requests };

    private static RequestRow Request(int number, long begin, long end) => new()
    {
        Engine = s_row.Engine,
        Config = s_row.Config,
        Workload = s_row.Workload,
        Invocation = s_row.Invocation,
        Iteration = 1,
        Request = number,
        BeginNs = begin,
        EndNs = end,
    };

    private static EventRow Event(int number, long start, long pause, string kind) => new()
    {
        Engine = s_row.Engine,
        Config = s_row.Config,
        Workload = s_row.Workload,
        Invocation = s_row.Invocation,
        Event = number,
        Iteration = 1,
        Kind = kind,
        Cause = "threshold",
        StartNs = start,
        PauseNs = pause,
        AllocatedBytes = 0,
    };
}

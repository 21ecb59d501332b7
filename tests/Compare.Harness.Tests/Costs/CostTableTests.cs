using Compare.Harness.Costs;
using Compare.Harness.Results;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Costs;

public sealed class CostTableTests
{
    private static double? Value(ResultSet results, string config, string metric) => Row(results, config, metric)?.Value;

    private static CostRow? Row(ResultSet results, string config, string metric) =>
        CostTable.Of(results).SingleOrDefault(row => row.Config == config && row.Metric == metric);

    [Fact]
    public void Overheads_name_the_cell_that_set_the_bound_and_the_set_that_it_was_chosen_from()
    {
        ResultSet results = new TestRun()
            .Invocation("pypy").Iteration(1, 0, 100, gc: 20, pauses: 1).Iteration(2, 200, 140, gc: 20, pauses: 1)
            .Event(1, "minor", 20, row => row with { CpuNs = 5 }).Event(2, "minor", 20, row => row with { CpuNs = 15 })
            .Invocation("clr").Iteration(1, 0, 150, gc: 30, pauses: 1, cpu: 400).Event(1, "host", 30)
            .Invocation("nogc").Iteration(1, 0, 110)
            .Results;

        CostRow overhead = Row(results, "clr", CostMetrics.WallOverhead)!;
        Assert.Equal((1.5, "pypy", 1), (overhead.Value, overhead.Reference, overhead.N));
        Assert.Matches("^[0-9a-f]{16}$", overhead.Candidates);
        Assert.Equal(100, Value(results, "pypy", CostMetrics.WallDistilled));
        Assert.Equal(150 / 110.0, Value(results, "clr", CostMetrics.WallOverFloor));
        Assert.Equal("nogc", Row(results, "clr", CostMetrics.WallOverFloor)!.Reference);
        Assert.Equal(40 / 240.0, Value(results, "pypy", CostMetrics.PauseShare));

        // The host does not say what its threads used, so it sets no bound in CPU time and has no share.
        Assert.Equal(110, Value(results, "pypy", CostMetrics.CpuDistilled));
        Assert.Null(Value(results, "clr", CostMetrics.CpuDistilled));
        Assert.Equal(400 / 110.0, Value(results, "clr", CostMetrics.CpuOverhead));
        Assert.NotEqual(overhead.Candidates, Row(results, "clr", CostMetrics.CpuOverhead)!.Candidates);
    }

    [Fact]
    public void A_cell_that_lost_collections_sets_no_bound()
    {
        ResultSet results = new TestRun()
            .Invocation("clr", change: row => row with { LostCollections = 2 }).Iteration(1, 0, 100, gc: 90, pauses: 1)
            .Invocation("nogc").Iteration(1, 0, 80)
            .Results;

        Assert.Equal("nogc", Row(results, "clr", CostMetrics.WallOverhead)!.Reference);
        Assert.Null(Value(results, "clr", CostMetrics.WallExplicit));
    }

    [Fact]
    public void Memory_is_integrated_over_both_clocks()
    {
        ResultSet results = new TestRun()
            .Invocation("pypy").Iteration(1, 1_000, 10_000)
            .Sample(1, 3_000, 0, 100).Sample(1, 5_000, 30, 300).Sample(1, 9_000, 40, 200)
            .Results;

        // 2000×100 before the first, 2000×200 and 4000×250 between, 2000×200 after the last, in byte-ns.
        Assert.Equal(2_000_000 / 1e9, Value(results, "pypy", CostMetrics.SpaceTime)!.Value, 15);
        Assert.Equal(((30 * 200) + (10 * 250)) / 40.0, Value(results, "pypy", CostMetrics.CommittedMean));
    }

    [Fact]
    public void Memory_that_is_not_known_has_no_integral()
    {
        ResultSet results = new TestRun()
            .Invocation("pypy").Iteration(1, 0, 100).Sample(1, 10, 0, 100).Sample(1, 50, 30, null).Results;

        Assert.Null(Value(results, "pypy", CostMetrics.SpaceTime));
        Assert.Null(Value(results, "pypy", CostMetrics.CommittedMean));
    }

    [Fact]
    public void Mark_cons_and_survival_count_what_collections_did_against_what_was_allocated()
    {
        ResultSet results = new TestRun()
            .Invocation("pypy").Iteration(1, 0, 100, pauses: 3, objects: 50).Iteration(2, 200, 100, pauses: 0, objects: 50)
            .Event(1, "minor", 1, row => row with { VisitedObjects = 10, CopiedBytes = 160, FreedBytes = 1440 })
            .Event(1, "minor", 1, row => row with { VisitedObjects = 5, CopiedBytes = 40, FreedBytes = 360 })
            .Event(1, "major", 1, row => row with { VisitedObjects = 60, CopiedBytes = 0, FreedBytes = 10 })
            .Event(0, "minor", 1, row => row with { VisitedObjects = 999, CopiedBytes = 999 })
            .Results;

        Assert.Equal(0.75, Value(results, "pypy", CostMetrics.MarkConsObjects));
        Assert.Equal(0.15, Value(results, "pypy", CostMetrics.MarkConsMinor));
        Assert.Equal(0.60, Value(results, "pypy", CostMetrics.MarkConsMajor));
        Assert.Equal(200 / 1600.0, Value(results, "pypy", CostMetrics.MarkConsBytes));
        Assert.Equal(0.1, Value(results, "pypy", CostMetrics.NurserySurvival));
    }

    [Fact]
    public void A_collection_that_does_not_tell_leaves_the_measure_out_and_a_cascade_does_not()
    {
        ResultSet results = new TestRun()
            .Invocation("cpython").Iteration(1, 0, 100, pauses: 2, objects: 50)
            .Event(1, "minor", 1, row => row with { VisitedObjects = 10 }).Event(1, "cascade", 1)
            .Invocation("clr").Iteration(1, 0, 100, pauses: 1).Event(1, "host", 1, row => row with { Generation = 0 })
            .Results;

        Assert.Equal(0.2, Value(results, "cpython", CostMetrics.MarkConsObjects));
        Assert.Null(Value(results, "cpython", CostMetrics.MarkConsBytes));
        Assert.Null(Value(results, "cpython", CostMetrics.NurserySurvival));
        Assert.Null(Value(results, "clr", CostMetrics.MarkConsObjects));
        Assert.Null(Value(results, "clr", CostMetrics.MarkConsMinor));
    }

    [Fact]
    public void Operations_are_divided_by_the_engines_own_stores_or_by_those_that_another_counted()
    {
        ResultSet results = new TestRun()
            .Count("pypy", "barrier_hits", 30)
            .Count("cpython", "reference_increments", 250)
            .Count("cpython", "reference_decrements", 200).Count("cpython", "reference_stores", 100)
            .Count("clr", "bytes_allocated", 1)
            .Results;

        Assert.Equal(4.5, Value(results, "cpython", CostMetrics.CountOperations));
        CostRow hits = Row(results, "pypy", CostMetrics.BarrierHits)!;
        Assert.Equal((0.3, "cpython"), (hits.Value, hits.Reference));
        Assert.Equal(2, CostTable.Of(results).Count);
    }

    [Fact]
    public void A_probe_is_held_against_the_latest_iteration_that_both_have_and_never_against_the_one_that_verifies()
    {
        TestRun run = new TestRun()
            .Invocation("pypy", 0).Iteration(0, 0, 900, measured: false).Iteration(1, 1_000, 100).Iteration(2, 2_000, 100)
            .Invocation("pypy", 1).Iteration(0, 0, 900, measured: false).Iteration(1, 1_000, 140)
            .Probe("pypy", 0, 5_000).Probe("pypy", 1, 180)
            .Invocation("clr", 0).Iteration(0, 0, 900, measured: false).Iteration(1, 1_000, 100)
            .Probe("clr", 0, 5_000);

        Assert.Equal(1.5, Value(run.Results, "pypy", CostMetrics.WorkVectorProbe));
        Assert.Null(Value(run.Results, "clr", CostMetrics.WorkVectorProbe));
    }

    [Fact]
    public void A_probe_that_ran_once_has_no_cost_even_against_a_measured_first_iteration()
    {
        TestRun run = new TestRun()
            .Invocation("pypy").Iteration(0, 0, 900).Iteration(1, 1_000, 100)
            .Probe("pypy", 0, 60_000_000);

        Assert.DoesNotContain(CostTable.Of(run.Results), row => row.Metric == CostMetrics.WorkVectorProbe);
    }
}

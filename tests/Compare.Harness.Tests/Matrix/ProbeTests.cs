using Compare.Harness.Execution;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;
using Compare.Harness.Results.Packed;
using Compare.Harness.Tests.Execution;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Matrix;

public sealed class ProbeTests
{
    [Theory]
    [InlineData("", Probes.All)]
    [InlineData("probes: all", Probes.All)]
    [InlineData("probes: []", Probes.None)]
    [InlineData("probes: [all, heap-map]", Probes.All | Probes.HeapMap)]
    [InlineData("probes: [work-vector, heap-map]", Probes.WorkVector | Probes.HeapMap)]
    [InlineData("probes: rss", Probes.Rss)]
    [InlineData("probes: [gc-events, work-vector, oracle, latency, rss]", Probes.All & ~(Probes.Timeline | Probes.PeakLive | Probes.Memory | Probes.Counters))]
    public void Probes_are_read_and_written(string line, Probes expected)
    {
        RunMatrix matrix = TestMatrix.Valid($"schema: 1\nengines: [clr]\nworkloads: [rings]\n{line}\n");
        string yaml = MatrixWriter.Write(matrix);

        Assert.Equal(expected, matrix.Runs.Probes);
        Assert.Equal(expected, TestMatrix.Valid(yaml).Runs.Probes);
        Assert.Equal(expected != Probes.All, yaml.Contains("probes:", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_probe_names_the_nearest() => Assert.StartsWith(
        "m.yaml:4:15: Unknown probe 'events'; did you mean 'gc-events'? Valid: gc-events, timeline,",
        TestMatrix.Problem("schema: 1\nengines: [clr]\nworkloads: [rings]\nprobes: [rss, events]"),
        StringComparison.Ordinal);

    [Fact]
    public void Every_flag_has_a_word() =>
        Assert.Equal(
            Probes.All | Probes.HeapMap, ProbeCatalog.Probes.Aggregate(Probes.None, (all, probe) => all | probe.Flag));

    [Fact]
    public void Maps_of_the_heap_are_only_taken_when_they_are_asked_for() =>
        Assert.False(Probes.All.HasFlag(Probes.HeapMap));

    [Fact]
    public void Without_the_work_vector_no_invocation_counts()
    {
        RunPlan with = RunPlan.Of(TestMatrix.Valid(TestMatrix.Small));
        RunPlan without = RunPlan.Of(TestMatrix.Valid(TestMatrix.Small + "\nprobes: [rss]"));

        Assert.Equal(
            with.Invocations.Where(planned => planned.Kind != InvocationKind.Work).Select(planned => planned.Key),
            without.Invocations.Select(planned => planned.Key));
        Assert.Contains(with.Invocations, planned => planned.Kind == InvocationKind.Work);
    }

    [Fact]
    public void Pauses_that_were_not_recorded_are_empty_and_not_zero()
    {
        PlannedInvocation planned = RunPlan.Of(TestMatrix.Valid(TestMatrix.Small)).Invocations[0];
        WorkerResult result = TestResults.Complete with
        {
            Iterations = [.. TestResults.Complete.Iterations.Select(iteration => iteration with { GcNs = null, PauseCount = null })],
            Events = PackedColumns.None(EventColumns.NumberCount, EventColumns.TextCount),
        };

        InvocationRow row = InvocationAssembler.Row(planned, new RunSettings(), CellStatus.Ok, null, result);

        Assert.NotNull(row.WallNs);
        Assert.Equal(
            (null, null, null, null, null, null),
            (row.GcNs, row.MutatorNs, row.PauseCount, row.PauseMaxNs, row.PauseP50Ns, row.PauseP99Ns));
    }
}

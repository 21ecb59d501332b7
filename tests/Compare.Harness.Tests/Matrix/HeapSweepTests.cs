using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Matrix;

public sealed class HeapSweepTests
{
    private const string Head = "schema: 1\nengines: [cpython, 'cpython:gen0=79']\nworkloads: [rings, binary-trees]\nruns: {invocations: 2}\n";

    private const string Resolved = Head + """
        heap:
          relative_to: minheap
          points: [1.1, 2, 4, 1.5, 3]
          order: ends-first
          limits:
            - {workload: rings, base: 1MiB, bytes: [1155072, 1576960, 2MiB, 3MiB, 4MiB]}
            - {workload: binary-trees, base: none, bytes: []}
        """;

    private static HeapSweep Sweep(SweepOrder order = SweepOrder.EndsFirst) =>
        new() { Base = SweepBase.PeakLive, Points = [1.1m, 2m, 4m], Order = order };

    [Fact]
    public void A_sweep_is_read_with_its_defaults()
    {
        HeapSweep sweep = TestMatrix.Valid(Head + "heap: {points: [2, 1.1, 2.0]}").Sweep!;

        Assert.Equal((SweepBase.MinHeap, SweepOrder.EndsFirst, null), (sweep.Base, sweep.Order, sweep.Limits));
        Assert.Equal([1.1m, 2m], sweep.Points);
    }

    [Fact]
    public void Points_become_whole_pages_that_hold_at_least_their_multiple() =>
        Assert.Equal([4_096, 4_096, 8_192], Sweep().Resolve("rings", 2_000).Bytes);

    [Fact]
    public void Without_a_base_there_are_no_limits() =>
        Assert.Equal((null, 0), (Sweep().Resolve("rings", null).BaseBytes, Sweep().Resolve("rings", null).Bytes.Count));

    [Theory]
    [InlineData("rings", 1_155_072L, "1.1")]
    [InlineData("rings", 4L << 20, "4")]
    [InlineData("rings", 5L, null)]
    [InlineData("rings", null, null)]
    [InlineData("binary-trees", 1_155_072L, null)]
    public void A_limit_tells_its_point(string workload, long? bytes, string? point) =>
        Assert.Equal(
            point,
            TestMatrix.Valid(Resolved).Sweep!.PointOf(workload, bytes)?.ToString(System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void The_pair_of_the_same_stands_in_the_roomiest_heap_of_a_sweep()
    {
        RunMatrix matrix = TestMatrix.Valid(Resolved
            .Replace("'cpython:gen0=79'", "pypy", StringComparison.Ordinal)
            .Replace("invocations: 2", "invocations: 10", StringComparison.Ordinal));

        Assert.Equal("cpython × rings × 4MiB", AaTwin.Of(matrix)!.ToString());
    }

    [Fact]
    public void Engines_that_opt_out_and_workloads_without_base_run_once_without_limit()
    {
        string[] cells = [.. TestMatrix.Valid(Resolved).Cells().Select(cell => cell.ToString())];

        Assert.Equal(
            [
                "cpython:gen0=79 × rings",
                "cpython × rings × 1128KiB", "cpython × rings × 1540KiB", "cpython × rings × 2MiB", "cpython × rings × 3MiB", "cpython × rings × 4MiB",
                "cpython × binary-trees", "cpython:gen0=79 × binary-trees",
            ],
            cells);
    }

    [Fact]
    public void Points_that_round_to_the_same_size_are_one_cell()
    {
        RunMatrix matrix = TestMatrix.Valid(Head + """
            heap: {points: [1.1, 1.2], limits: [{workload: rings, base: 2000, bytes: [4096, 4096]}, {workload: binary-trees, base: none, bytes: []}]}
            """);

        Assert.Single(matrix.Cells(), cell => cell.HeapBytes is not null);
    }

    [Fact]
    public void The_flattened_sweep_reads_back_to_the_same_text_and_cells()
    {
        RunMatrix matrix = TestMatrix.Valid(Resolved);
        string yaml = MatrixWriter.Write(matrix);

        Assert.Contains("bytes: [1155072, 1576960, 2097152, 3145728, 4194304]", yaml, StringComparison.Ordinal);
        Assert.Equal(yaml, MatrixWriter.Write(TestMatrix.Valid(yaml)));
        Assert.Equal(matrix.Cells().Select(cell => cell.ToString()), TestMatrix.Valid(yaml).Cells().Select(cell => cell.ToString()));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "0")]
    [InlineData(2, "0 1")]
    [InlineData(3, "0 2 1")]
    [InlineData(4, "0 2 3 1")]
    [InlineData(7, "0 3 5 2 4 6 1")]
    [InlineData(9, "0 5 3 6 2 7 4 8 1")]
    public void Ends_come_first_then_the_middle_of_each_gap(int count, string ranks) =>
        Assert.Equal(ranks, string.Join(' ', EndsFirst.Ranks(count)));

    [Fact]
    public void Each_block_runs_the_ends_before_the_middle()
    {
        RunMatrix matrix = TestMatrix.Valid(Resolved);
        long?[][] blocks = [.. RunPlan.Of(matrix).Invocations.Chunk(matrix.Cells().Count)
            .Select(block => block.Select(planned => planned.Cell.HeapBytes).Where(heap => heap is not null).ToArray())];

        Assert.Equal(3, blocks.Length);
        Assert.All(blocks, block => Assert.Equal([1_155_072, 4L << 20, 2L << 20, 1_576_960, 3L << 20], block));
    }

    [Fact]
    public void A_shuffled_sweep_has_the_cells_of_an_ordered_one_in_another_order()
    {
        RunPlan ordered = RunPlan.Of(TestMatrix.Valid(Resolved));
        RunPlan shuffled = RunPlan.Of(TestMatrix.Valid(Resolved.Replace("ends-first", "shuffled", StringComparison.Ordinal)));

        Assert.NotEqual(ordered.Invocations.Select(planned => planned.Key), shuffled.Invocations.Select(planned => planned.Key));
        Assert.Equal(
            ordered.Invocations.Select(planned => planned.Key.ToString()).Order(StringComparer.Ordinal),
            shuffled.Invocations.Select(planned => planned.Key.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_plan_cannot_be_made_before_the_limits_are_known() =>
        Assert.Throws<InvalidOperationException>(() => RunPlan.Of(TestMatrix.Valid(Head + "heap: {points: [2]}")));

    [Theory]
    [InlineData("{}", "needs 'points'")]
    [InlineData("{points: []}", "1 to 100 points")]
    [InlineData("{points: [0]}", "is a number from 0.01 to 1000")]
    [InlineData("{points: [-1]}", "is a number from 0.01 to 1000")]
    [InlineData("{points: [two]}", "is a number from 0.01 to 1000")]
    [InlineData("{point: [2], points: [2]}", "Unknown key 'point'")]
    [InlineData("{points: [2], relative_to: minhep}", "Unknown word 'minhep' for 'relative_to'; did you mean 'minheap'")]
    [InlineData("{points: [2], order: ends}", "Unknown word 'ends' for 'order'")]
    [InlineData("{points: [2], limits: [{workload: rings, base: 1MiB, bytes: [1, 2]}]}", "one size for each point")]
    [InlineData("{points: [2], limits: [{workload: rings, base: 1MiB, bytes: [2MiB]}]}", "do not name the workload 'binary-trees'")]
    [InlineData(
        "{points: [2], limits: [{workload: rings, base: none, bytes: []}, {workload: binary-trees, base: none, bytes: []}, {workload: ring, base: none, bytes: []}]}",
        "The workload 'ring' of the heap limits is not among the workloads")]
    public void A_faulty_sweep_is_one_sentence_with_its_place(string heap, string says)
    {
        string problem = TestMatrix.Problem(Head + "heap: " + heap);

        Assert.StartsWith("m.yaml:5:", problem, StringComparison.Ordinal);
        Assert.Contains(says, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_engine_opts_out_that_reclaims_nothing_or_takes_no_limit()
    {
        RunMatrix matrix = TestMatrix.Valid("{schema: 1, engines: [cpython, 'cpython:gen0=79', 'cpython:gen0=78'], workloads: [rings]}");

        Assert.Null(HeapLimitUse.OptsOut(matrix.Engines[0]));
        Assert.Equal("It reclaims nothing: its heap is what the program allocates.", HeapLimitUse.OptsOut(matrix.Engines[1]));
        Assert.Equal("It takes no heap limit.", HeapLimitUse.OptsOut(matrix.Engines[2]));
    }
}

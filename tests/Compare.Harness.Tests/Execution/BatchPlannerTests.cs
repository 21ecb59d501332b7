using Compare.Harness.Execution;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Execution;

public sealed class BatchPlannerTests
{
    private static RunMatrix Matrix(string batch, int invocations) => TestMatrix.Valid(
        $"{{schema: 1, engines: [cpython, pypy], workloads: [rings], runs: {{invocations: {invocations}, batch: {batch}}}}}");

    [Fact]
    public async Task Processes_take_the_next_invocations_of_their_cell_and_every_invocation_runs_once()
    {
        foreach (int size in (int[])[1, 2, 3, 7, 100])
        {
            using TestDirectory temporary = new();
            RunMatrix matrix = Matrix(size.ToString(System.Globalization.CultureInfo.InvariantCulture), 7);
            BatchingExecutor executor = new();

            JournalEntry[] entries = await RunAsync(temporary.File("run"), matrix, executor, resume: false);

            Assert.Equal(
                RunPlan.Of(matrix).Invocations.Select(planned => planned.Key).OrderBy(key => key.ToString()),
                entries.Select(entry => entry.Key).OrderBy(key => key.ToString()));
            Assert.All(executor.Batches, batch => Assert.Single(batch.Select(key => (key.Config, key.Kind)).Distinct()));
            Assert.All(executor.Batches, batch => Assert.InRange(batch.Count, 1, batch[0].Kind == InvocationKind.Work ? 1 : size));
            Assert.Equal((7 + size - 1) / size, executor.Batches.Count(batch => batch[0] is { Kind: InvocationKind.Timed, Config: "pypy" }));
        }
    }

    [Fact]
    public async Task A_batch_that_died_goes_on_behind_what_was_finished()
    {
        using TestDirectory temporary = new();
        RunMatrix matrix = Matrix("4", 6);
        BatchingExecutor dies = new() { DiesBehind = 3 };

        await Assert.ThrowsAsync<TimeoutException>(() => RunAsync(temporary.File("run"), matrix, dies, resume: false));
        BatchingExecutor goesOn = new();
        JournalEntry[] entries = await RunAsync(temporary.File("run"), matrix, goesOn, resume: true);

        Assert.Equal(RunPlan.Of(matrix).Invocations.Count, entries.Select(entry => entry.Key).Distinct().Count());
        Assert.Equal(RunPlan.Of(matrix).Invocations.Count, dies.Finished + goesOn.Finished);
    }

    [Theory]
    [InlineData(10, 400, 3)] // The start is four fifths: four invocations would bring it to half, three leave four processes.
    [InlineData(100, 400, 4)]
    [InlineData(100, 250, 1)]
    [InlineData(100, 260, 2)]
    [InlineData(4, 400, 1)]
    public void The_first_invocation_decides_and_at_least_four_processes_are_left(int invocations, int startMs, int expected)
    {
        RunMatrix matrix = Matrix("auto", invocations);
        BatchPlanner planner = new(matrix.Runs);
        PlannedInvocation[] plan = [.. RunPlan.Of(matrix).Invocations];
        PlannedInvocation pilot = plan[0];
        JournalEntry entry = TestRows.Entry(pilot.Key.Config, 0);

        Assert.Single(planner.Next(plan));
        planner.Add(pilot, entry with { ElapsedMs = 500, Row = entry.Row with { StartupNs = startMs * 1_000_000L } });
        PlannedInvocation[] rest = [.. plan.Where(planned => planned != pilot && planned.Cell == pilot.Cell && planned.Kind == pilot.Kind)];

        Assert.Equal(expected, planner.Next(rest).Count);
        Assert.Single(planner.Next([plan.First(planned => planned.Cell != pilot.Cell)]));
        Assert.True(1 + ((invocations - 1 + expected - 1) / expected) >= 4);
    }

    [Fact]
    public void What_batches_do_not_apply_to_is_said()
    {
        RunMatrix matrix = Matrix("3", 6);

        Assert.Contains("make 2 processes per cell", Assert.Single(BatchNotes.Of(matrix)), StringComparison.Ordinal);
        Assert.Empty(BatchNotes.Of(Matrix("auto", 6)));
        Assert.Empty(BatchNotes.Of(Matrix("1", 6)));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1001")]
    [InlineData("automatic")]
    [InlineData("1.5")]
    public void Sizes_that_make_no_sense_are_refused_with_their_place(string batch) => Assert.Equal(
        $"m.yaml:1:63: 'batch' is '{batch}', but must be a whole number from 1 to 1000, or auto; write for example 'batch: auto'.",
        TestMatrix.Problem($"{{schema: 1, engines: [clr], workloads: [rings], runs: {{batch: {batch}}}}}"));

    [Theory]
    [InlineData("3")]
    [InlineData("auto")]
    public void A_size_survives_flattening(string batch)
    {
        RunMatrix matrix = Matrix(batch, 6);

        string yaml = MatrixWriter.Write(matrix);

        Assert.Contains($"  batch: {batch}\n", yaml, StringComparison.Ordinal);
        Assert.Equal(matrix.Runs, TestMatrix.Valid(yaml).Runs);
        Assert.DoesNotContain("batch", MatrixWriter.Write(Matrix("1", 6)), StringComparison.Ordinal);
    }

    private static async Task<JournalEntry[]> RunAsync(string path, RunMatrix matrix, BatchingExecutor executor, bool resume)
    {
        RunPlan plan = RunPlan.Of(matrix);
        using ResultDirectory directory = ResultDirectory.Open(path, MatrixWriter.Write(matrix), plan, resume);
        await new MatrixRunner(executor, new SilentProgress(), new BatchPlanner(matrix.Runs)).RunAsync(plan, directory, CancellationToken.None);
        return [.. directory.Entries];
    }

    /// <summary>Finishes every invocation at once and remembers what was asked for together.</summary>
    private sealed class BatchingExecutor : ICellExecutor
    {
        public List<IReadOnlyList<InvocationKey>> Batches { get; } = [];

        public int Finished { get; private set; }

        public int? DiesBehind { get; init; }

        public Task<JournalEntry> ExecuteAsync(PlannedInvocation planned, ResultDirectory directory, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task ExecuteAsync(
            IReadOnlyList<PlannedInvocation> batch,
            ResultDirectory directory,
            Action<PlannedInvocation, JournalEntry> finished,
            CancellationToken cancellationToken)
        {
            Batches.Add([.. batch.Select(planned => planned.Key)]);
            foreach (PlannedInvocation planned in batch)
            {
                if (Finished == DiesBehind)
                {
                    throw new TimeoutException();
                }

                Finished++;
                finished(planned, BatchResults.Entry(planned, new RunSettings(), (CellStatus.Ok, null), null, TimeSpan.Zero));
            }

            return Task.CompletedTask;
        }
    }
}

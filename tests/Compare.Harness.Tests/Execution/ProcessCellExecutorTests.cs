using System.Text.Json;
using Compare.Harness.Execution;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;
using Compare.Harness.Tests.Fakes;
using Compare.Harness.Validation;

namespace Compare.Harness.Tests.Execution;

/// <summary>Workers that misbehave in every way that a real one may, as shell scripts.</summary>
public sealed class ProcessCellExecutorTests
{
    private const string FindResult = "result=$(sed 's/.*\"result_path\":\"\\([^\"]*\\)\".*/\\1/' \"$1\")\n";

    private static async Task<JournalEntry> RunAsync(
        string script, TimeSpan? limit = null, string workloads = "rings", bool verify = false,
        string engine = "cpython:gen0=77", string heap = "none", CancellationToken token = default)
    {
        using TestDirectory temporary = new();
        RunMatrix matrix = TestMatrix.Valid(
            $"{{schema: 1, engines: ['{engine}'], workloads: [{workloads}], heap: {heap}, runs: {{invocations: 1}}}}");
        matrix = matrix with { Runs = matrix.Runs with { Timeout = limit ?? TimeSpan.FromMinutes(2), Verify = verify } };
        RunPlan plan = RunPlan.Of(matrix);
        using ResultDirectory directory = ResultDirectory.Open(temporary.File("run"), MatrixWriter.Write(matrix), plan, resume: false);
        File.WriteAllText(temporary.File("worker.sh"), FindResult + script);
        File.WriteAllBytes(
            temporary.File("ok.json"), JsonSerializer.SerializeToUtf8Bytes(TestResults.Ok, WorkerJson.Default.WorkerResult));
        ProcessCellExecutor executor = new(
            new ProcessRunner(TimeProvider.System), new WorkerCommand("/bin/sh", [temporary.File("worker.sh")]), matrix.Runs);
        JournalEntry entry = await executor.ExecuteAsync(plan.Invocations[0], directory, token);
        Assert.Empty(Directory.GetFiles(directory.PathOf("cells"), "*.spec"));
        Assert.Equal(entry.File is not null, directory.IsComplete(entry) && Directory.GetFiles(directory.PathOf("cells")).Length == 1);
        return entry;
    }

    private static async Task ExpectAsync(CellStatus status, string reason, string script)
    {
        JournalEntry entry = await RunAsync(script);

        Assert.Equal(status, entry.Row.Status);
        Assert.Contains(reason, entry.Row.Error, StringComparison.Ordinal);
        Assert.Null(entry.Row.WallNs);
    }

    [Fact]
    public async Task A_good_worker_gives_a_row()
    {
        JournalEntry entry = await RunAsync("cp \"$(dirname \"$0\")/ok.json\" \"$result\"");

        Assert.Equal((CellStatus.Ok, null, 200), (entry.Row.Status, entry.Row.Error, entry.Row.WallNs));
        Assert.NotNull(entry.File);
    }

    [Fact]
    public async Task The_worker_sees_its_specification_and_the_engines_environment()
    {
        await ExpectAsync(CellStatus.Crash, "gen0 77 started set tiered unset", """
            [ -n "$GC_COMPARE_STARTED" ] && started=set
            echo "gen0 $FAKE_GEN0 started $started tiered ${DOTNET_TieredPGO-unset}" >&2
            grep -q '"gen0":"77"' "$1" && exit 5
            """);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_worker_is_told_whether_to_verify(bool verify)
    {
        string expected = verify ? "true" : "false";

        JournalEntry entry = await RunAsync(
            $"grep -q '\"verify\":{expected}' \"$1\" && echo as told >&2; exit 3", verify: verify);

        Assert.Contains("as told", entry.Row.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("KILL", "SIGKILL")]
    [InlineData("SEGV", "SIGSEGV")]
    [InlineData("ABRT", "SIGABRT")]
    [InlineData("TERM", "SIGTERM")]
    [InlineData("BUS", "SIGBUS")]
    public Task A_worker_that_is_killed_crashed_by_that_signal(string signal, string name) =>
        ExpectAsync(CellStatus.Crash, $"killed by {name}", $"kill -{signal} $$");

    [Fact]
    public Task A_worker_killed_after_it_wrote_its_result_crashed() =>
        ExpectAsync(CellStatus.Crash, "SIGKILL", "cp \"$(dirname \"$0\")/ok.json\" \"$result\"; kill -KILL $$");

    [Fact]
    public async Task A_worker_that_hangs_is_stopped_with_its_children()
    {
        JournalEntry entry = await RunAsync("sleep 1000 & sleep 1000", TimeSpan.FromMilliseconds(200));

        Assert.Equal(CellStatus.Timeout, entry.Row.Status);
        Assert.Equal("Stopped at its time limit of 200ms.", entry.Row.Error);
    }

    [Theory]
    [InlineData("echo 'Out of memory.' >&2; kill -ABRT $$")]
    [InlineData("echo 'Unhandled exception. System.OutOfMemoryException: Insufficient memory' >&2; kill -ABRT $$")]
    public Task A_runtime_out_of_memory_is_out_of_memory(string script) => ExpectAsync(CellStatus.Oom, "out of memory", script);

    [Fact]
    public Task A_runtime_that_cannot_reserve_its_heap_could_not_start() => ExpectAsync(
        CellStatus.Oom, "The runtime could not start, out of memory", "echo 'GC heap initialization failed with error 0x8007000E' >&2; exit 137");

    [Fact]
    public void A_kill_by_the_kernel_is_out_of_memory()
    {
        ProcessOutcome outcome = new()
        {
            ExitCode = 128 + 9,
            TimedOut = false,
            KernelKilledForMemory = true,
            StandardOutput = string.Empty,
            StandardError = string.Empty,
            Elapsed = TimeSpan.Zero,
        };

        Assert.Equal(CellStatus.Oom, OutcomeClassifier.Classify(outcome, "none", TimeSpan.Zero, out _).Status);
        Assert.Equal(
            CellStatus.Crash,
            OutcomeClassifier.Classify(outcome with { KernelKilledForMemory = false }, "none", TimeSpan.Zero, out _).Status);
    }

    [Theory]
    [InlineData("echo rubbish > \"$result\"")]
    [InlineData("echo '{}' > \"$result\"")]
    [InlineData("echo null > \"$result\"")]
    [InlineData("echo '[1,2]' > \"$result\"")]
    [InlineData("printf '\\000\\001\\377' > \"$result\"")]
    [InlineData("head -c 300 \"$(dirname \"$0\")/ok.json\" > \"$result\"")]
    [InlineData("sed 's/\"status\":\"ok\"/\"status\":\"wonderful\"/' \"$(dirname \"$0\")/ok.json\" > \"$result\"")]
    [InlineData("sed 's/\"numbers\":\\[\\[5,/\"numbers\":[[4,/' \"$(dirname \"$0\")/ok.json\" > \"$result\"")]
    [InlineData("sed 's/\"numbers\":\\[\\[[^]]*\\],/\"numbers\":[/' \"$(dirname \"$0\")/ok.json\" > \"$result\"")]
    [InlineData("sed 's/\"distinct\":\\[\"minor\"\\]/\"distinct\":[]/' \"$(dirname \"$0\")/ok.json\" > \"$result\"")]
    [InlineData("sed 's/\"iterations\":\\[[^]]*\\]/\"iterations\":[null]/' \"$(dirname \"$0\")/ok.json\" > \"$result\"")]
    [InlineData("sed 's/\"measured\":true/\"measured\":false/g' \"$(dirname \"$0\")/ok.json\" > \"$result\"")]
    [InlineData("sed 's/\"settings\":\\[[^]]*\\]/\"settings\":[null]/' \"$(dirname \"$0\")/ok.json\" > \"$result\"")]
    [InlineData("sed 's/\"end\":\\[30,/\"end\":[/' \"$(dirname \"$0\")/ok.json\" > \"$result\"")]
    [InlineData("printf '' > \"$result\"")]
    public Task Rubbish_is_a_crash(string script) => ExpectAsync(CellStatus.Crash, "not a result", script);

    [Fact]
    public Task No_result_is_a_crash() => ExpectAsync(CellStatus.Crash, "without a result", "exit 0");

    [Fact]
    public Task An_exit_code_is_a_crash_even_with_a_result() =>
        ExpectAsync(CellStatus.Crash, "exit code 3; it said: so sorry", "cp \"$(dirname \"$0\")/ok.json\" \"$result\"; echo so sorry >&2; exit 3");

    [Fact]
    public async Task Huge_output_is_read_and_only_its_ends_are_kept()
    {
        JournalEntry entry = await RunAsync("head -c 30000000 /dev/zero | tr '\\0' x; head -c 30000000 /dev/zero | tr '\\0' y >&2; exit 3");

        Assert.Equal(CellStatus.Crash, entry.Row.Status);
        Assert.InRange(entry.Row.Error!.Length, 100, 1_000);
    }

    [Fact]
    public async Task A_result_that_could_not_be_written_ends_the_run_with_the_reason()
    {
        InputException exception = await Assert.ThrowsAsync<InputException>(
            () => RunAsync("echo 'No space left on device' >&2; exit 74"));

        Assert.Contains("No space left on device", exception.Message, StringComparison.Ordinal);
        Assert.Contains("--resume", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task An_interrupt_from_the_terminal_is_not_a_crash() =>
        Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync("kill -INT $$; sleep 1000"));

    [Fact]
    public async Task A_stopped_run_stops_the_worker()
    {
        using CancellationTokenSource stop = new();
        Task<JournalEntry> run = RunAsync("sleep 1000", token: stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task A_workload_that_an_engine_cannot_run_starts_no_process()
    {
        JournalEntry entry = await RunAsync("exit 9", workloads: "threads");

        Assert.Equal((CellStatus.NotApplicable, "the engine has no threads"), (entry.Row.Status, entry.Row.Error));
    }

    [Fact]
    public async Task A_fixed_heap_that_cannot_hold_the_workload_starts_no_process_and_says_the_numbers()
    {
        JournalEntry entry = await RunAsync("exit 9", engine: "cpython:3.11");

        Assert.Equal(CellStatus.NotApplicable, entry.Row.Status);
        Assert.Equal(
            "The workload keeps 16 bytes live at its peak, and the fixed heap of cpython:3.11 holds at most 8.", entry.Row.Error);
    }

    [Fact]
    public async Task A_limit_that_the_matrix_names_is_measured_however_small()
    {
        JournalEntry entry = await RunAsync("echo 'Out of memory.' >&2; exit 9", engine: "cpython:3.11", heap: "1MiB");

        Assert.Equal(CellStatus.Oom, entry.Row.Status);
    }
}

using Compare.Harness.Machine;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;

namespace Compare.Harness.Execution;

/// <summary>Makes lines for the journal of what one process leaves, one invocation after the other.</summary>
internal sealed class BatchResults
{
    private readonly IReadOnlyList<PlannedInvocation> _batch;
    private readonly RunSettings _runs;
    private readonly TimeSpan _limit;
    private readonly long _begin = System.Diagnostics.Stopwatch.GetTimestamp();
    private TimeSpan _before;
    private int _taken;

    /// <summary>Prepares for a process.</summary>
    /// <param name="batch">What it is to run, in order.</param>
    /// <param name="directory">Where the results go.</param>
    /// <param name="runs">Settings of the run.</param>
    /// <param name="limit">Time limit of each invocation.</param>
    public BatchResults(IReadOnlyList<PlannedInvocation> batch, ResultDirectory directory, RunSettings runs, TimeSpan limit)
    {
        _limit = limit;
        _batch = batch;
        _runs = runs;
        Paths = [.. batch.Select(planned => directory.PathOf(ResultFiles.CellOf(planned.Order)))];
    }

    /// <summary>Full path of the file for each result.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>Makes a line for the journal.</summary>
    /// <param name="planned">The invocation.</param>
    /// <param name="runs">Settings of the run.</param>
    /// <param name="end">How it ended, and why.</param>
    /// <param name="result">What the worker handed over, or null.</param>
    /// <param name="elapsed">How long it took.</param>
    public static JournalEntry Entry(
        PlannedInvocation planned,
        RunSettings runs,
        (CellStatus Status, string? Error) end,
        WorkerResult? result,
        TimeSpan elapsed) =>
        new()
        {
            Config = planned.Key.Config,
            Workload = planned.Key.Workload,
            HeapBytes = planned.Key.HeapBytes,
            Invocation = planned.Invocation,
            WorkVector = planned.Kind == InvocationKind.Work,
            Twin = planned.Kind == InvocationKind.Twin,
            Canary = planned.Kind == InvocationKind.Canary,
            ElapsedMs = (long)elapsed.TotalMilliseconds,
            Row = InvocationAssembler.Row(planned, runs, end.Status, end.Error, result),
        };

    /// <summary>Removes what an earlier attempt left: no journal names it.</summary>
    public void DeleteOld()
    {
        foreach (string path in Paths)
        {
            File.Delete(path);
        }
    }

    /// <summary>Takes the next invocation while the process waits.</summary>
    /// <param name="finished">Receives the line for the journal.</param>
    public void TakeHandedOver(Action<PlannedInvocation, JournalEntry> finished)
    {
        if (_taken == _batch.Count - 1)
        {
            return; // Something else wrote the words; a worker hands over all but the last.
        }

        Take(
            new ProcessOutcome
            {
                ExitCode = WorkerExitCodes.Done,
                TimedOut = false,
                KernelKilledForMemory = false,
                StandardOutput = string.Empty,
                StandardError = string.Empty,
                Elapsed = System.Diagnostics.Stopwatch.GetElapsedTime(_begin),
            },
            reading: null,
            finished);
    }

    /// <summary>Takes the next invocation: one that was handed over, or the one with which the process ended, well or badly.</summary>
    /// <param name="outcome">How it ended.</param>
    /// <param name="reading">
    /// What the machine did while the whole process ran: the system accounts for a process when it has ended, so the last invocation
    /// of a batch has the reading of all. Null when nobody watched, and for one that was handed over.
    /// </param>
    /// <param name="finished">Receives the line for the journal.</param>
    public void Take(ProcessOutcome outcome, MachineReading? reading, Action<PlannedInvocation, JournalEntry> finished)
    {
        PlannedInvocation planned = _batch[_taken];
        string path = Paths[_taken];
        _taken++;
        (CellStatus Status, string? Error) end =
            OutcomeClassifier.Classify(outcome, path, _limit, out WorkerResult? result);
        if (result is null)
        {
            File.Delete(path);
        }

        JournalEntry entry = Entry(planned, _runs, end, result, outcome.Elapsed - _before) with
        {
            Machine = reading,
            LimitMs = end.Status == CellStatus.Timeout ? (long)_limit.TotalMilliseconds : null,
        };
        _before = outcome.Elapsed;
        finished(planned, result is null
            ? entry with { Row = entry.Row with { Process = _batch[0].Invocation } }
            : entry with { File = ResultFiles.CellOf(planned.Order), FileBytes = new FileInfo(path).Length });
    }
}

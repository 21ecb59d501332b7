using System.Diagnostics;
using System.Text.Json;
using Compare.Engines.Abstractions.Engines;
using Compare.Harness.Discovery;
using Compare.Harness.Machine;
using Compare.Harness.Machine.Canary;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;

namespace Compare.Harness.Execution;

/// <summary>Runs each invocation, or each batch of invocations of one cell, in a process of its own.</summary>
/// <param name="runner">Starts processes.</param>
/// <param name="worker">The program to start.</param>
/// <param name="runs">Settings of the run.</param>
/// <param name="watch">Watches the machine meanwhile; null for trials whose times nobody reads.</param>
public sealed class ProcessCellExecutor(ProcessRunner runner, WorkerCommand worker, RunSettings runs, MachineWatch? watch = null)
    : ICellExecutor
{
    private readonly ExpectationStore _expectations = new(runner, worker);
    private TimeLimits? _limits;

    /// <inheritdoc/>
    public async Task<JournalEntry> ExecuteAsync(
        PlannedInvocation planned, ResultDirectory directory, CancellationToken cancellationToken)
    {
        List<JournalEntry> entries = [];
        await ExecuteAsync([planned], directory, (_, entry) => entries.Add(entry), cancellationToken);
        return entries[0];
    }

    /// <inheritdoc/>
    public async Task ExecuteAsync(
        IReadOnlyList<PlannedInvocation> batch,
        ResultDirectory directory,
        Action<PlannedInvocation, JournalEntry> finished,
        CancellationToken cancellationToken)
    {
        Cell cell = batch[0].Cell;
        if (Refuse(cell) is { } refused)
        {
            foreach (PlannedInvocation planned in batch)
            {
                finished(planned, BatchResults.Entry(planned, runs, refused, null, TimeSpan.Zero));
            }

            return;
        }

        TimeLimits limits = _limits ??= Learned(directory);
        TimeSpan limit = limits.Of(batch[0]);
        BatchResults results = new(batch, directory, runs, limit);
        string specPath = Path.ChangeExtension(results.Paths[0], ".spec");
        try
        {
            results.DeleteOld();
            EngineOptions options = new()
            {
                Parameters = cell.Engine.Parameters,
                HeapLimitBytes = cell.HeapBytes,
                CountWork = batch[0].Kind == InvocationKind.Work,
                Verify = runs.Verify,
            };
            IReadOnlyDictionary<string, string> environment = cell.Engine.Engine.Factory.GetProcessEnvironment(options);
            WorkerSpec spec = await _expectations.AddToAsync(
                SpecOf(batch[0], runs, results.Paths[0]) with
                {
                    NextResultPaths = batch.Count == 1 ? null : [.. results.Paths.Skip(1)],
                },
                cell,
                directory,
                limit,
                environment,
                cancellationToken);
            await File.WriteAllBytesAsync(
                specPath, JsonSerializer.SerializeToUtf8Bytes(spec, WorkerJson.Default.WorkerSpec), cancellationToken);
            (ProcessOutcome outcome, MachineReading? reading) = await RunAsync(
                worker.StartInfo(specPath, environment), limit, () => results.TakeHandedOver(Finish), cancellationToken);
            StopWhereAsked(outcome, directory, cancellationToken);
            results.Take(outcome, reading, Finish);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw directory.NotWritable(exception);
        }
        finally
        {
            DeleteQuietly(specPath);
        }

        void Finish(PlannedInvocation planned, JournalEntry entry)
        {
            limits.Add(entry);
            finished(planned, entry);
        }
    }

    // A run that goes on knows what its first part took.
    private TimeLimits Learned(ResultDirectory directory)
    {
        TimeLimits limits = new(runs);
        foreach (JournalEntry entry in directory.Journal.Entries)
        {
            limits.Add(entry);
        }

        return limits;
    }

    private async Task<(ProcessOutcome Outcome, MachineReading? Reading)> RunAsync(
        ProcessStartInfo start, TimeSpan limit, Action handedOver, CancellationToken cancellationToken) => watch is null
            ? (await runner.RunAsync(start, limit, handedOver, cancellationToken), null)
            : await watch.AroundAsync(() => runner.RunAsync(start, limit, handedOver, cancellationToken));

    /// <summary>Why a cell starts no process at all, or null.</summary>
    private (CellStatus Status, string Reason)? Refuse(Cell cell)
    {
        EngineTraits traits = cell.Engine.Engine.Factory.GetTraits(cell.Engine.Parameters);
        if ((cell.Workload.Workload.NotApplicable(traits, cell.Workload.Parameters) ?? TooSmall(cell, traits)) is { } reason)
        {
            return (CellStatus.NotApplicable, reason);
        }

        return cell.HeapBytes is not null && HeapLimitUse.CannotStart(cell.Engine, cell.HeapBytes) is { } tooSmall
            ? (CellStatus.Oom, tooSmall)
            : null;
    }

    /// <summary>
    /// Why a heap of fixed size cannot hold what the workload keeps, or null. A limit that the matrix names is an experiment,
    /// and how it ends a measurement.
    /// </summary>
    private string? TooSmall(Cell cell, EngineTraits traits)
    {
        if (cell.HeapBytes is not null || traits.FixedHeapBytes is not { } room
            || _expectations.Promises.PeakLiveBytes(cell.Workload, runs.Seed) is not { } peak || peak <= room)
        {
            return null;
        }

        return $"The workload keeps {peak} bytes live at its peak, "
            + $"and the fixed heap of {cell.Engine.Label} holds at most {room}.";
    }

    private static void StopWhereAsked(ProcessOutcome outcome, ResultDirectory directory, CancellationToken cancellationToken)
    {
        if (!outcome.TimedOut && outcome.ExitCode == WorkerExitCodes.ResultNotWritten)
        {
            throw directory.NotWritable(outcome.StandardError.Trim());
        }

        // A terminal sends Ctrl-C to the worker as well: its death is the user's wish, not a crash.
        if (Signals.Of(outcome.ExitCode) == Signals.Interrupt || cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The run was interrupted.", cancellationToken);
        }
    }

    /// <summary>What a worker is told of an invocation.</summary>
    internal static WorkerSpec SpecOf(PlannedInvocation planned, RunSettings runs, string resultPath)
    {
        Cell cell = planned.Cell;
        Type workload = cell.Workload.Workload.GetType();
        bool work = planned.Kind == InvocationKind.Work;
        return new()
        {
            EngineAssembly = cell.Engine.Engine.AssemblyName,
            EngineType = cell.Engine.Engine.TypeName,
            EngineName = cell.Engine.Name,
            EngineParameters = cell.Engine.Parameters.Texts,
            HeapBytes = cell.HeapBytes,
            WorkloadAssembly = workload.Assembly.GetName().Name!,
            WorkloadType = workload.FullName!,
            WorkloadName = cell.Workload.Workload.Name,
            WorkloadParameters = cell.Workload.Parameters.Texts,
            Plugins = Plugin.PathsOf(cell.Engine.Engine.Factory.GetType(), workload),
            Seed = runs.Seed,
            Warmup = planned.Kind switch
            {
                InvocationKind.Work => 0,
                InvocationKind.Canary => CanaryCell.Warmup,
                _ => runs.Warmup,
            },
            Iterations = planned.Kind switch
            {
                InvocationKind.Work => ProbeIterations.Most(runs.Warmup, runs.Iterations ?? AutoIterations.Fewest),
                InvocationKind.Canary => CanaryCell.Iterations,
                _ => runs.Iterations ?? AutoIterations.Most,
            },
            EndsWhenEnough = runs.Iterations is null && planned.Kind is InvocationKind.Timed or InvocationKind.Twin,
            CountWork = work,
            Verify = runs.Verify,
            Probes = runs.Probes,
            ResultPath = resultPath,
            Process = planned.Invocation,
        };
    }

    private static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The file only repeats what the plan says; it must not hide how the invocation ended.
            _ = exception;
        }
    }
}

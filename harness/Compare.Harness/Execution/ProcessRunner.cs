using System.Diagnostics;

namespace Compare.Harness.Execution;

/// <summary>Runs a process to its end or its time limit, and never leaves one behind.</summary>
public sealed class ProcessRunner(TimeProvider time)
{
    // A grandchild may hold the pipes open for ever; the process itself has ended when this begins to count.
    private static readonly TimeSpan s_drainLimit = TimeSpan.FromSeconds(2);

    private static readonly byte[] s_goOn = [Handover.GoOn];

    /// <summary>Name of the variable that tells a worker when it was started, in ticks of the system's monotonic clock.</summary>
    public const string StartVariable = "GC_COMPARE_STARTED";

    /// <summary>Runs a process.</summary>
    /// <param name="start">What to start.</param>
    /// <param name="limit">Time limit.</param>
    /// <param name="cancellationToken">Stops the process.</param>
    /// <exception cref="OperationCanceledException">The caller stopped it.</exception>
    public Task<ProcessOutcome> RunAsync(ProcessStartInfo start, TimeSpan limit, CancellationToken cancellationToken) =>
        RunAsync(start, limit, handedOver: null, cancellationToken);

    /// <summary>Runs a process that hands over pieces of work and waits for each to be taken (<see cref="Handover"/>).</summary>
    /// <param name="start">What to start.</param>
    /// <param name="limit">Time limit of each piece.</param>
    /// <param name="handedOver">Takes a piece; null for a process that hands over nothing.</param>
    /// <param name="cancellationToken">Stops the process.</param>
    /// <exception cref="OperationCanceledException">The caller stopped it.</exception>
    public async Task<ProcessOutcome> RunAsync(
        ProcessStartInfo start, TimeSpan limit, Action? handedOver, CancellationToken cancellationToken)
    {
        start.UseShellExecute = false;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        long kills = KernelMemoryKills.Count();
        BoundedCapture output = new();
        BoundedCapture error = new();
        LineWatch watch = new(Handover.Finished);
        using CancellationTokenSource timeout = new(limit, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        long begin = Stopwatch.GetTimestamp();
        start.Environment[StartVariable] = begin.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using Process process = Process.Start(start)
            ?? throw new InvalidOperationException($"'{start.FileName}' did not start.");

        // Standard input stays open: a worker that finds it closed knows that nobody waits for it any more, and ends.
        Task listened = output.DrainAsync(
            process.StandardOutput.BaseStream,
            handedOver is null ? null : piece => TakeAsync(process, piece));
        Task drained = Task.WhenAll(listened, error.DrainAsync(process.StandardError.BaseStream));
        bool timedOut = false;
        try
        {
            await Task.WhenAny(process.WaitForExitAsync(either.Token), Failure(listened)).Unwrap();
        }
        catch (Exception exception)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            if (exception is not OperationCanceledException)
            {
                throw; // What was handed over could not be taken.
            }

            timedOut = true;
        }

        TimeSpan elapsed = Stopwatch.GetElapsedTime(begin);
        await Task.WhenAny(drained, Task.Delay(s_drainLimit, time, CancellationToken.None));
        return new ProcessOutcome
        {
            ExitCode = process.ExitCode,
            TimedOut = timedOut,
            KernelKilledForMemory = KernelMemoryKills.Count() > kills,
            StandardOutput = output.ToString(),
            StandardError = error.ToString(),
            Elapsed = elapsed,
        };

        async Task TakeAsync(Process process, ReadOnlyMemory<byte> piece)
        {
            for (int i = watch.CountIn(piece.Span); i > 0; i--)
            {
                timeout.CancelAfter(Timeout.InfiniteTimeSpan); // The disk's time is not the worker's.
                handedOver!();
                timeout.CancelAfter(limit);
                await AnswerAsync(process);
            }
        }
    }

    private static async Task AnswerAsync(Process process)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(s_goOn);
            await process.StandardInput.BaseStream.FlushAsync();
        }
        catch (IOException exception)
        {
            // The process is gone; how it ended is found out from its exit code.
            _ = exception;
        }
    }

    // Ends only by failing: that nothing more is heard is no reason to stop waiting for the end of the process.
    private static async Task Failure(Task task)
    {
        await task;
        await Task.Delay(Timeout.Infinite);
    }
}

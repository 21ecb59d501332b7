using System.Diagnostics;

namespace Compare.Harness.Execution;

/// <summary>Runs a process to its end or its time limit, and never leaves one behind.</summary>
public sealed class ProcessRunner(TimeProvider time)
{
    // A grandchild may hold the pipes open for ever; the process itself has ended when this begins to count.
    private static readonly TimeSpan s_drainLimit = TimeSpan.FromSeconds(2);

    /// <summary>Name of the variable that tells a worker when it was started, in ticks of the system's monotonic clock.</summary>
    public const string StartVariable = "GC_COMPARE_STARTED";

    /// <summary>Runs a process.</summary>
    /// <param name="start">What to start.</param>
    /// <param name="limit">Time limit.</param>
    /// <param name="cancellationToken">Stops the process.</param>
    /// <exception cref="OperationCanceledException">The caller stopped it.</exception>
    public async Task<ProcessOutcome> RunAsync(ProcessStartInfo start, TimeSpan limit, CancellationToken cancellationToken)
    {
        start.UseShellExecute = false;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        long kills = KernelMemoryKills.Count();
        BoundedCapture output = new();
        BoundedCapture error = new();
        using CancellationTokenSource timeout = new(limit, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        long begin = Stopwatch.GetTimestamp();
        start.Environment[StartVariable] = begin.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using Process process = Process.Start(start)
            ?? throw new InvalidOperationException($"'{start.FileName}' did not start.");
        process.StandardInput.Close();
        Task drained = Task.WhenAll(
            output.DrainAsync(process.StandardOutput.BaseStream), error.DrainAsync(process.StandardError.BaseStream));
        bool timedOut = false;
        try
        {
            await process.WaitForExitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
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
    }
}

using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Execution;
using Compare.Harness.Matrix;
using Compare.Harness.Results;

namespace Compare.Harness.HeapSizing;

/// <summary>Finds the smallest heap in which an engine finishes a workload, with real runs in processes of their own.</summary>
/// <param name="runner">Starts processes.</param>
/// <param name="worker">The program to start.</param>
public sealed class MinHeapFinder(ProcessRunner runner, WorkerCommand worker)
{
    /// <summary>
    /// A program that needs more than half of the machine's memory cannot be run here at its size times a point.
    /// </summary>
    private const int ShareOfMemory = 2;

    private readonly PeakLive _peaks = new(runner, worker);

    /// <summary>Searches, whatever is known from earlier.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="workload">The workload.</param>
    /// <param name="runs">How it runs; never verified after each collection, because that changes the times.</param>
    /// <param name="directory">A directory for what the processes leave.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public async Task<MinHeapCertificate> FindAsync(
        EngineConfig engine,
        WorkloadConfig workload,
        RunSettings runs,
        ResultDirectory directory,
        CancellationToken cancellationToken)
    {
        // A certificate is the same whatever a run records, and each trial does the same as the one before.
        runs = runs with
        {
            Verify = false,
            Probes = Probes.All,
            Iterations = runs.Iterations ?? AutoIterations.Fewest,
            TimeoutFactor = null,
        };
        MinHeapCertificate certificate = new() { Key = MinHeapKey.Of(engine, workload, runs) };
        EngineTraits traits = engine.Engine.Factory.GetTraits(engine.Parameters);
        if ((HeapLimitUse.OptsOut(engine) ?? NotApplicable(traits, workload)) is { } reason)
        {
            return certificate with { IsExempt = true, Reason = reason };
        }

        if (await _peaks.OfAsync(engine, workload, runs, directory, cancellationToken) is not { } peak)
        {
            return certificate with { Reason = "The peak of live bytes, where the search begins, is not known." };
        }

        HeapTrials trials = new(engine, workload, directory);
        certificate = certificate with { PeakLiveBytes = peak, GenerousBytes = trials.GenerousLimit(peak) };
        JournalEntry generous = await trials.RunAsync(
            new ProcessCellExecutor(runner, worker, runs), certificate.GenerousBytes, cancellationToken);
        certificate = certificate with { GenerousStatus = generous.Row.Status, GenerousCpuNs = generous.Row.CpuNs };
        if (generous.Row is not { Status: CellStatus.Ok, CpuNs: { } cpu })
        {
            string status = generous.Row.Status.Name();
            return certificate with { Reason = $"The run in a generous heap did not finish ({status}): {generous.Row.Error}" };
        }

        ThrashRule rule = new(cpu, TimeSpan.FromMilliseconds(generous.ElapsedMs), certificate.GenerousBytes);
        RunSettings bounded = runs with { Timeout = rule.ProcessLimit < runs.Timeout ? rule.ProcessLimit : runs.Timeout };
        ProcessCellExecutor executor = new(runner, worker, bounded);
        SearchResult found = await MinHeapSearch.RunAsync(
            BoundsOf(traits, peak),
            async bytes => rule.Judge((await trials.RunAsync(executor, bytes, cancellationToken)).Row, bounded.Timeout));
        return certificate with { Search = found, Reason = found.NoAnswer };
    }

    /// <summary>The exact peak of live bytes of a workload as an engine lays it out, or null when it cannot be known.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="workload">The workload.</param>
    /// <param name="runs">How it runs.</param>
    /// <param name="directory">A directory for what the processes leave.</param>
    /// <param name="cancellationToken">Stops the process.</param>
    public Task<long?> PeakLiveAsync(
        EngineConfig engine,
        WorkloadConfig workload,
        RunSettings runs,
        ResultDirectory directory,
        CancellationToken cancellationToken) =>
        _peaks.OfAsync(engine, workload, runs, directory, cancellationToken);

    // Engines on unmanaged memory do the same in every run; the host's heap also holds the harness and what the compiler makes.
    private static SearchBounds BoundsOf(EngineTraits traits, long peak) => new(
        peak,
        HeapLimits.PageBytes,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / ShareOfMemory,
        traits.ManagedHeap ? SearchBounds.RepeatsOfVarying : 1,
        traits.ManagedHeap ? SearchBounds.VerificationsOfVarying : 1);

    private static string? NotApplicable(EngineTraits traits, WorkloadConfig workload)
    {
        try
        {
            return workload.Workload.NotApplicable(traits, workload.Parameters);
        }
        catch (ParameterException exception)
        {
            return exception.Message;
        }
    }
}

using System.CommandLine;
using Compare.Cli.Views;
using Compare.Harness.Execution;
using Compare.Harness.HeapSizing;
using Compare.Harness.Matrix;

namespace Compare.Cli.Commands;

/// <summary>The smallest heaps that a command line means: found earlier, or searched for under the eyes of the user.</summary>
internal sealed class MinHeapSource(ProcessRunner runner, WorkerCommand worker, ConsoleView view)
{
    /// <summary>The option that names the file of certificates.</summary>
    public static Option<string?> CacheOption() => new("--cache")
    {
        Description = $"File with the smallest heaps of earlier searches, which are used again ({MinHeapStore.DefaultPath}).",
    };

    /// <summary>Opens the file of certificates.</summary>
    /// <param name="path">Value of <see cref="CacheOption"/>.</param>
    public MinHeaps Open(string? path) =>
        new(new MinHeapFinder(runner, worker), MinHeapStore.Open(path ?? MinHeapStore.DefaultPath), new MinHeapView(view));

    /// <summary>Finds the limits of a sweep; null when the user stopped the search.</summary>
    /// <param name="heaps">The smallest heaps.</param>
    /// <param name="matrix">The matrix.</param>
    /// <param name="stopping">Set by Ctrl-C and SIGTERM.</param>
    public async Task<RunMatrix?> ResolveAsync(MinHeaps heaps, RunMatrix matrix, CancellationToken stopping)
    {
        try
        {
            RunMatrix resolved = await heaps.ResolveAsync(matrix, stopping);
            foreach (WorkloadLimits limits in (resolved.Sweep?.Limits ?? []).Where(limits => limits.BaseBytes is null))
            {
                view.Warning($"The sweep has no size to refer to for {limits.Workload}: it runs once, without heap limit.");
            }

            return resolved;
        }
        catch (OperationCanceledException)
        {
            view.Warning("The search of the smallest heaps was stopped; what is found is kept, and the same command continues.");
            return null;
        }
    }
}

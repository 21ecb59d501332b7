using Compare.Harness.Matrix;
using Compare.Harness.Planning;
using Compare.Harness.Results;

namespace Compare.Harness.HeapSizing;

/// <summary>The smallest heaps of a matrix: from earlier searches where they hold, by a search where not.</summary>
/// <param name="finder">Searches.</param>
/// <param name="store">Earlier certificates.</param>
/// <param name="progress">Hears of each.</param>
public sealed class MinHeaps(MinHeapFinder finder, MinHeapStore store, IMinHeapProgress progress)
{
    /// <summary>Gets the certificate of every engine and workload that the rules of a matrix leave.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="isFresh">True to search again what is known.</param>
    /// <param name="cancellationToken">Stops the search; what is found is kept.</param>
    public Task<IReadOnlyList<MinHeapCertificate>> FindAsync(
        RunMatrix matrix, bool isFresh, CancellationToken cancellationToken) =>
        InDirectoryAsync(matrix, async directory =>
        {
            List<MinHeapCertificate> certificates = [];
            foreach ((EngineConfig engine, WorkloadConfig workload) in matrix.Pairs())
            {
                MinHeapCertificate? known = isFresh ? null : store.Find(MinHeapKey.Of(engine, workload, matrix.Runs));
                MinHeapCertificate certificate = known
                    ?? await finder.FindAsync(engine, workload, matrix.Runs, directory, cancellationToken);
                if (known is null)
                {
                    store.Add(certificate);
                }

                progress.Found(certificate, known is not null);
                certificates.Add(certificate);
            }

            return (IReadOnlyList<MinHeapCertificate>)certificates;
        });

    /// <summary>How many searches have to be made before a matrix can run.</summary>
    /// <param name="matrix">The matrix.</param>
    public int SearchesBefore(RunMatrix matrix) =>
        matrix.Sweep is { Limits: null, Base: SweepBase.MinHeap }
            ? matrix.Pairs().Count(pair => store.Find(MinHeapKey.Of(pair.Engine, pair.Workload, matrix.Runs)) is null)
            : 0;

    /// <summary>Puts what is known of a matrix's smallest heaps beside its results, where its sweep refers to them.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="path">The file.</param>
    public void Keep(RunMatrix matrix, string path)
    {
        if (matrix.Sweep is not { Base: SweepBase.MinHeap })
        {
            return;
        }

        MinHeapStore kept = MinHeapStore.Open(path);
        foreach ((EngineConfig engine, WorkloadConfig workload) in matrix.Pairs())
        {
            if (store.Find(MinHeapKey.Of(engine, workload, matrix.Runs)) is { } certificate)
            {
                kept.Add(certificate);
            }
        }
    }

    /// <summary>
    /// Finds the limits that a matrix's sweep stands for; a matrix without a sweep, or with known limits, stays as it is.
    /// </summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="cancellationToken">Stops the search; what is found is kept.</param>
    public async Task<RunMatrix> ResolveAsync(RunMatrix matrix, CancellationToken cancellationToken)
    {
        if (matrix.Sweep is not { Limits: null } sweep)
        {
            return matrix;
        }

        Dictionary<string, long?> bases = sweep.Base == SweepBase.MinHeap
            ? Smallest(await FindAsync(matrix, isFresh: false, cancellationToken))
            : await PeaksAsync(matrix, cancellationToken);
        WorkloadLimits[] limits =
            [.. matrix.Workloads.Select(workload => sweep.Resolve(workload.Label, bases.GetValueOrDefault(workload.Label)))];
        return matrix with { Sweep = sweep with { Limits = limits } };
    }

    private static Dictionary<string, long?> Smallest(IReadOnlyList<MinHeapCertificate> certificates) =>
        certificates.GroupBy(one => one.Key.Workload, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Min(one => one.MinimumBytes), StringComparer.Ordinal);

    // Where the peak depends on the engine's forms of objects, the smallest is what no engine can do without.
    private Task<Dictionary<string, long?>> PeaksAsync(RunMatrix matrix, CancellationToken cancellationToken) =>
        InDirectoryAsync(matrix, async directory =>
        {
            Dictionary<string, long?> peaks = new(StringComparer.Ordinal);
            foreach ((EngineConfig engine, WorkloadConfig workload) in matrix.Pairs())
            {
                long? peak = await finder.PeakLiveAsync(engine, workload, matrix.Runs, directory, cancellationToken);
                long? before = peaks.GetValueOrDefault(workload.Label);
                peaks[workload.Label] = before is null || peak < before ? peak : before;
            }

            return peaks;
        });

    private static async Task<T> InDirectoryAsync<T>(RunMatrix matrix, Func<ResultDirectory, Task<T>> work)
    {
        RunMatrix plain = matrix with { Sweep = null, Heaps = [null] };
        string path = Directory.CreateTempSubdirectory("gc-compare-minheap-").FullName;
        try
        {
            using ResultDirectory directory = ResultDirectory.Open(
                path, MatrixWriter.Write(plain), RunPlan.Of(plain), resume: false);
            return await work(directory);
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }
}

using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Harness.Matrix;

namespace Compare.Harness.Execution;

/// <summary>What workloads promise of themselves. Each is asked once: some simulate to answer, and a cell has several invocations.</summary>
internal sealed class WorkloadPromises
{
    private readonly Dictionary<(string Workload, long Seed), WorkloadExpectation?> _known = [];
    private readonly HashSet<(string Workload, long Seed)> _faulty = [];

    /// <summary>The bytes that are live at the peak; null where the engine decides, or the parameters are wrong.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="seed">Its seed.</param>
    public long? PeakLiveBytes(WorkloadConfig workload, long seed) => Of(workload, seed)?.PeakLiveBytes;

    /// <summary>Tells whether what a workload allocates depends on the engine's forms of objects.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="seed">Its seed.</param>
    public bool DependsOnEngine(WorkloadConfig workload, long seed) =>
        Of(workload, seed) is null && !_faulty.Contains((workload.Label, seed));

    private WorkloadExpectation? Of(WorkloadConfig workload, long seed)
    {
        if (!_known.TryGetValue((workload.Label, seed), out WorkloadExpectation? promise))
        {
            try
            {
                promise = workload.Workload.Expect(workload.Parameters, (ulong)seed);
            }
            catch (ParameterException)
            {
                // The worker finds the same, and makes it the end of the cell.
                _faulty.Add((workload.Label, seed));
            }

            _known.Add((workload.Label, seed), promise);
        }

        return promise;
    }
}

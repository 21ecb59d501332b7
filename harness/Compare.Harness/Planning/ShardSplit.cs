using Compare.Harness.Matrix;

namespace Compare.Harness.Planning;

/// <summary>
/// Deals the invocations of a matrix out to the machines that share it. What is compared stays together: a ratio of two
/// machines would compare the machines.
/// </summary>
/// <remarks>
/// The unit is a workload, with all its engines, heap limits, invocations and twins: workloads are dealt out in the order of
/// the matrix. With fewer workloads than machines the unit is an invocation number, with every cell of its block: each
/// machine then has whole blocks, and a block is what drift falls on evenly (<see cref="RunPlan"/>).
/// </remarks>
public sealed class ShardSplit
{
    private readonly Dictionary<string, int> _workloads;
    private readonly int _blocks;

    /// <summary>Prepares to split a matrix.</summary>
    /// <param name="matrix">The matrix.</param>
    public ShardSplit(RunMatrix matrix)
    {
        _workloads = matrix.Cells().Select(cell => cell.Workload.Label).Distinct(StringComparer.Ordinal).Index()
            .ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        _blocks = matrix.Runs.Invocations + 1;
    }

    /// <summary>Most parts of which none is empty; the work vectors are a block of their own.</summary>
    public int MostShards => Math.Max(_workloads.Count, _blocks);

    /// <summary>True when a part is whole workloads, so that every cell is on one machine.</summary>
    /// <param name="count">Number of parts.</param>
    public bool KeepsWorkloads(int count) => count <= _workloads.Count;

    /// <summary>Tells whether an invocation belongs to a part.</summary>
    /// <param name="planned">The invocation.</param>
    /// <param name="shard">The part.</param>
    public bool Holds(PlannedInvocation planned, Shard shard)
    {
        // Canaries are dealt out by number, so that each machine has some of its own.
        int unit = KeepsWorkloads(shard.Count) && planned.Kind != InvocationKind.Canary
            ? _workloads[planned.Key.Workload]
            : planned.Invocation;
        return unit % shard.Count == shard.Number - 1;
    }
}

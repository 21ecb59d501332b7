using Compare.Harness.Execution;
using Compare.Harness.Matrix;

namespace Compare.Harness.HeapSizing;

/// <summary>What the smallest heap depends on; a certificate is used again for the same only.</summary>
/// <param name="Config">The engine with its parameters.</param>
/// <param name="Workload">The workload with its parameters.</param>
/// <param name="Seed">Seed of the workload.</param>
/// <param name="Warmup">Iterations before the measured ones, on the same heap.</param>
/// <param name="Iterations">Measured iterations.</param>
/// <param name="TimeoutMs">Time limit of a process, ms.</param>
/// <param name="Build">Build of the engine, of the workload and of what they stand on.</param>
public sealed record MinHeapKey(
    string Config, string Workload, long Seed, int Warmup, int Iterations, long TimeoutMs, string Build)
{
    /// <summary>The key of an engine and a workload.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="workload">The workload.</param>
    /// <param name="runs">How it runs.</param>
    public static MinHeapKey Of(EngineConfig engine, WorkloadConfig workload, RunSettings runs) => new(
        engine.Label,
        workload.Label,
        runs.Seed,
        runs.Warmup,
        runs.Iterations ?? AutoIterations.Fewest,
        (long)runs.Timeout.TotalMilliseconds,
        BuildIdentity.Of(engine.Engine.Factory.GetType().Assembly, workload.Workload.GetType().Assembly));
}

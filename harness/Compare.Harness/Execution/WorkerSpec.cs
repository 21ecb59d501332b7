using Compare.Harness.Matrix;

namespace Compare.Harness.Execution;

/// <summary>All that a worker process has to know: one engine, one workload, how often.</summary>
public sealed record WorkerSpec
{
    /// <summary>Simple name of the engine's assembly, the only engine that the process loads.</summary>
    public required string EngineAssembly { get; init; }

    /// <summary>Full name of the engine's factory.</summary>
    public required string EngineType { get; init; }

    /// <summary>Name of the engine, for messages.</summary>
    public required string EngineName { get; init; }

    /// <summary>Every parameter of the engine with its value.</summary>
    public required IReadOnlyDictionary<string, string> EngineParameters { get; init; }

    /// <summary>Heap limit in bytes, null for none.</summary>
    public long? HeapBytes { get; init; }

    /// <summary>Simple name of the assembly with the workload.</summary>
    public required string WorkloadAssembly { get; init; }

    /// <summary>Full name of the workload's class.</summary>
    public required string WorkloadType { get; init; }

    /// <summary>Name of the workload, for messages.</summary>
    public required string WorkloadName { get; init; }

    /// <summary>Every parameter of the workload with its value.</summary>
    public required IReadOnlyDictionary<string, string> WorkloadParameters { get; init; }

    /// <summary>Assemblies from outside the tool that hold the engine or the workload, full paths.</summary>
    public IReadOnlyList<string> Plugins { get; init; } = [];

    /// <summary>Seed of the workload's random numbers.</summary>
    public required long Seed { get; init; }

    /// <summary>Iterations before the measured ones.</summary>
    public required int Warmup { get; init; }

    /// <summary>Measured iterations; the most of them with <see cref="EndsWhenEnough"/>.</summary>
    public required int Iterations { get; init; }

    /// <summary>True when the worker ends as soon as <see cref="AutoIterations"/> says that it has measured enough.</summary>
    public bool EndsWhenEnough { get; init; }

    /// <summary>True for the invocation that collects the work vector with probes compiled in.</summary>
    public bool CountWork { get; init; }

    /// <summary>True when the engine verifies its heap after each collection.</summary>
    public bool Verify { get; init; }

    /// <summary>Which recordings are made.</summary>
    public Probes Probes { get; init; } = Probes.All;

    /// <summary>
    /// File with what the exact heap says of the cell; null for a workload that knows it itself. Started with
    /// <see cref="WorkerCommand.ExpectArgument"/>, the worker writes it.
    /// </summary>
    public string? ExpectationPath { get; init; }

    /// <summary>Why there is no such file, when there should be one: then the run is not held against it.</summary>
    public string? ExpectationFault { get; init; }

    /// <summary>Number of the invocation; with <see cref="NextResultPaths"/>, of the first one: it names the process.</summary>
    public int Process { get; init; }

    /// <summary>
    /// Files for the results of further invocations in the same process, each on a fresh engine, in this order; null for none.
    /// Each invocation but the last is handed over (<see cref="Handover"/>).
    /// </summary>
    public IReadOnlyList<string>? NextResultPaths { get; init; }

    /// <summary>File that the result is written to, under a temporary name first.</summary>
    public required string ResultPath { get; init; }
}

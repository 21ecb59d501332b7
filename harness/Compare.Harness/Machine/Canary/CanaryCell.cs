using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Harness.Discovery;
using Compare.Harness.Matrix;
using Compare.Harness.Planning;

namespace Compare.Harness.Machine.Canary;

/// <summary>
/// The cell that runs again and again between those of a matrix and is the same in every matrix, so that what changes in its
/// times is
/// the machine: the plainest copying collector on a small tree. It owns its memory, has no settings of the host runtime,
/// computes,
/// allocates and copies in one, and takes a fraction of a second.
/// </summary>
public static class CanaryCell
{
    /// <summary>Iterations before the measured ones.</summary>
    public const int Warmup = 1;

    /// <summary>Measured iterations: the median of five forgives two disturbed ones.</summary>
    public const int Iterations = 5;

    private const string EngineName = "semispace";
    private const string WorkloadName = "binary-trees";

    private static readonly ConfigParameter[] s_parameters = [new("depth", "11"), new("node", "slots")];

    /// <summary>Makes the cell.</summary>
    /// <param name="engines">Engines of this build.</param>
    /// <param name="workloads">Workloads of this build.</param>
    /// <returns>The cell; null in a build that lacks its engine or its workload.</returns>
    public static Cell? Of(EngineCatalog engines, WorkloadCatalog workloads)
    {
        if (engines.Find(EngineName) is not { } engine || workloads.Find(WorkloadName) is not { } workload)
        {
            return null;
        }

        ParameterValues ofEngine = ParameterValues.Parse($"engine {EngineName}", engine.Factory.Parameters, []);
        ParameterValues ofWorkload = ParameterValues.Parse(
            $"workload {WorkloadName}",
            workload.Parameters,
            s_parameters.Select(parameter => new KeyValuePair<string, string>(parameter.Key, parameter.Value)));
        return new Cell(
            new EngineConfig(new ConfigSpec(EngineName, []), engine, ofEngine),
            new WorkloadConfig(new ConfigSpec(WorkloadName, s_parameters), workload, WorkloadSize.Default, ofWorkload),
            null);
    }
}

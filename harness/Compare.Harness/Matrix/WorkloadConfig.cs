using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;

namespace Compare.Harness.Matrix;

/// <summary>One workload with checked parameters.</summary>
/// <param name="Spec">As written, the size included.</param>
/// <param name="Workload">The workload.</param>
/// <param name="Size">Size whose values fill the parameters that were not written.</param>
/// <param name="Parameters">Every parameter with its value.</param>
public sealed record WorkloadConfig(ConfigSpec Spec, IWorkload Workload, WorkloadSize Size, ParameterValues Parameters)
{
    /// <summary>On which engines it runs; all of them have to leave one.</summary>
    public IReadOnlyList<CellFilter> Engines { get; init; } = [];

    /// <summary>The text that stands for it in result files.</summary>
    public string Label => Spec.Label;
}

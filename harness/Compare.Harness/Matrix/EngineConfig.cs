using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Discovery;

namespace Compare.Harness.Matrix;

/// <summary>One engine with checked parameters.</summary>
/// <param name="Spec">As written.</param>
/// <param name="Engine">The engine.</param>
/// <param name="Parameters">Every parameter with its value.</param>
public sealed record EngineConfig(ConfigSpec Spec, EngineInfo Engine, ParameterValues Parameters)
{
    /// <summary>On which workloads it runs; all of them have to leave one.</summary>
    public IReadOnlyList<CellFilter> Workloads { get; init; } = [];

    /// <summary>True when the matrix lets it run without heap limit, whatever the limits are.</summary>
    public bool IsWithoutHeapLimit { get; init; }

    /// <summary>Name of the engine.</summary>
    public string Name => Engine.Name;

    /// <summary>The text that stands for it in result files.</summary>
    public string Label => Spec.Label;
}

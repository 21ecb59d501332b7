using Compare.Engines.Abstractions.Parameters;
using Compare.Harness.Discovery;

namespace Compare.Harness.Matrix;

/// <summary>One engine with checked parameters.</summary>
/// <param name="Spec">As written.</param>
/// <param name="Engine">The engine.</param>
/// <param name="Parameters">Every parameter with its value.</param>
public sealed record EngineConfig(ConfigSpec Spec, EngineInfo Engine, ParameterValues Parameters)
{
    /// <summary>Name of the engine.</summary>
    public string Name => Engine.Name;

    /// <summary>The text that stands for it in result files.</summary>
    public string Label => Spec.Label;
}

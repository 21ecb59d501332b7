namespace Compare.Harness.Matrix;

/// <summary>One parameter as written: <c>gen0=700</c>, or a bare value such as the <c>3.14</c> of <c>cpython:3.14</c>.</summary>
/// <param name="Key">Name of the parameter; empty for a bare value.</param>
/// <param name="Value">Its value as text.</param>
public readonly record struct ConfigParameter(string Key, string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Key.Length == 0 ? Value : Key + "=" + Value;
}

/// <summary>One engine or one workload with its parameters, as written, sweeps already expanded.</summary>
/// <param name="Name">Name of the engine or of the workload.</param>
/// <param name="Parameters">Its parameters in the order in which they were written.</param>
public sealed record ConfigSpec(string Name, IReadOnlyList<ConfigParameter> Parameters)
{
    /// <summary>The text that stands for it in every result file, e.g. <c>cpython:3.14,gen0=2000</c>.</summary>
    public string Label => Parameters.Count == 0 ? Name : Name + ":" + string.Join(',', Parameters);

    /// <inheritdoc/>
    public bool Equals(ConfigSpec? other) => other is not null && Label == other.Label;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Label);

    /// <inheritdoc/>
    public override string ToString() => Label;
}

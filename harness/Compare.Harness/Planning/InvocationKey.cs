using Compare.Harness.Matrix;

namespace Compare.Harness.Planning;

/// <summary>Names one invocation across plan, journal and resumed runs.</summary>
/// <param name="Config">The engine with its parameters.</param>
/// <param name="Workload">The workload with its parameters.</param>
/// <param name="HeapBytes">Heap limit in bytes, null for none.</param>
/// <param name="Invocation">Number among the repetitions of the cell; the work vector's invocation comes after the timed ones.</param>
/// <param name="Kind">What it is for.</param>
public sealed record InvocationKey(string Config, string Workload, long? HeapBytes, int Invocation, InvocationKind Kind)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Config} × {Workload}{(HeapBytes is null ? string.Empty : " × " + HeapLimits.Format(HeapBytes))}"
        + Kind switch
        {
            InvocationKind.Timed => $" #{Invocation}",
            InvocationKind.Twin => $" #{Invocation} (A/A twin)",
            InvocationKind.Canary => $" #{Invocation} (canary)",
            _ => " (work vector)",
        };
}

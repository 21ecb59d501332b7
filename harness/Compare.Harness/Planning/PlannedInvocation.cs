namespace Compare.Harness.Planning;

/// <summary>One process that the plan asks for.</summary>
/// <param name="Order">Position in the order of execution, from 0.</param>
/// <param name="Cell">What runs.</param>
/// <param name="Invocation">Number among the repetitions of its cell, from 0.</param>
/// <param name="Kind">What it is for.</param>
public sealed record PlannedInvocation(int Order, Cell Cell, int Invocation, InvocationKind Kind)
{
    /// <summary>The name of this invocation in the journal.</summary>
    public InvocationKey Key { get; } =
        new(Cell.Engine.Label, Cell.Workload.Label, Cell.HeapBytes, Invocation, Kind);
}

using System.Text.Json;
using Compare.Harness.Planning;

namespace Compare.Harness.Results;

/// <summary>One line of <c>plan.jsonl</c>.</summary>
/// <param name="Order">Position in the order of execution, from 0.</param>
/// <param name="Engine">Name of the engine.</param>
/// <param name="Config">The engine with its parameters.</param>
/// <param name="Workload">The workload with its parameters.</param>
/// <param name="HeapBytes">Heap limit in bytes, null for none.</param>
/// <param name="Invocation">Number among the repetitions of the cell.</param>
/// <param name="Kind">timed, work, twin or canary.</param>
public sealed record PlanLine(
    int Order, string Engine, string Config, string Workload, long? HeapBytes, int Invocation, string Kind)
{
    /// <summary>The text of <c>plan.jsonl</c>.</summary>
    /// <param name="plan">The plan.</param>
    public static string Text(RunPlan plan) => string.Concat(plan.Invocations.Select(planned =>
        JsonSerializer.Serialize(
            new PlanLine(
                planned.Order,
                planned.Cell.Engine.Name,
                planned.Key.Config,
                planned.Key.Workload,
                planned.Key.HeapBytes,
                planned.Invocation,
                planned.Kind.Name()),
            ResultJson.Default.PlanLine) + "\n"));
}

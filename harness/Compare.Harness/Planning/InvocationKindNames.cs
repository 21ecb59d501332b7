namespace Compare.Harness.Planning;

/// <summary>The names of kinds of invocations in <c>plan.jsonl</c>.</summary>
public static class InvocationKindNames
{
    private static readonly string[] s_names = ["timed", "work", "twin", "canary"];

    /// <summary>The name in result files.</summary>
    /// <param name="kind">The kind.</param>
    public static string Name(this InvocationKind kind) => s_names[(int)kind];
}

using Compare.Harness.Results;

namespace Compare.Harness.Tests.Results;

/// <summary>Result sets that hold invocations and iterations and nothing else.</summary>
internal static class TestSets
{
    public static RunEnvironment Environment { get; } = new()
    {
        StartedAt = "2026-11-22T12:00:00Z",
        Processor = "test",
        Cores = 2,
        MemoryBytes = 1,
        System = "test",
        Runtime = ".NET",
        ToolVersion = "0",
        MatrixHash = "00",
        Warnings = ["A warning, with \"quotes\"."],
    };

    public static ResultSet Of(string baseline, IReadOnlyList<InvocationRow> invocations, IReadOnlyList<IterationRow> iterations) => new()
    {
        Title = "test",
        Baseline = baseline,
        MatrixYaml = string.Empty,
        RepeatCommand = string.Empty,
        Environment = Environment,
        PlannedInvocations = invocations.Count,
        Invocations = invocations,
        Iterations = iterations,
        Events = [],
        Timeline = [],
        Work = [],
        Summary = [],
    };
}

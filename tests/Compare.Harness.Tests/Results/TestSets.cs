using Compare.Harness.Results;

namespace Compare.Harness.Tests.Results;

/// <summary>Result sets that hold invocations and iterations and nothing else.</summary>
internal static class TestSets
{
    public static ResultSet Of(
        string baseline, List<InvocationRow> invocations, List<IterationRow> iterations) => new()
        {
            Title = "test",
            Baseline = baseline,
            MatrixYaml = string.Empty,
            RepeatCommand = string.Empty,
            Environment = ResultSetRoundTripTests.Environment,
            PlannedInvocations = invocations.Count,
            Invocations = invocations,
            Iterations = iterations,
            Events = [],
            Timeline = [],
            Work = [],
            Summary = [],
        };
}

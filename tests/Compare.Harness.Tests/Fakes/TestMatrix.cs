using Compare.Harness.Discovery;
using Compare.Harness.Matrix;
using Compare.Harness.Validation;

namespace Compare.Harness.Tests.Fakes;

/// <summary>Matrices over fake engines and workloads.</summary>
internal static class TestMatrix
{
    public static EngineCatalog Engines { get; } = EnginesWith();

    public static WorkloadCatalog Workloads { get; } = new(
        [new FakeWorkload("binary-trees"), new FakeWorkload("rings"), new FakeWorkload("threads", "the engine has no threads"), new FakeLesson()]);

    public const string Small = """
        schema: 1
        engines: [cpython, pypy]
        workloads: [binary-trees, rings]
        runs: {invocations: 3, timeout: 5s}
        """;

    public static EngineCatalog EnginesWith(params string[] more) => new(
        ((string[])["cpython", "pypy", "clr", .. more]).Select(name => new EngineInfo(name, "None", "None", new FakeEngineFactory())));

    public static (RunMatrix? Matrix, IReadOnlyList<Problem> Problems) Resolve(string yaml)
    {
        List<Problem> problems = [];
        MatrixDocument? document = MatrixReader.Read(yaml, "m.yaml", problems);
        RunMatrix? matrix = document is null ? null : MatrixResolver.Resolve(document, Engines, Workloads, problems);
        return (matrix, problems);
    }

    public static RunMatrix Valid(string yaml)
    {
        (RunMatrix? matrix, IReadOnlyList<Problem> problems) = Resolve(yaml);
        Assert.Empty(problems);
        return matrix!;
    }

    /// <summary>The only problem of a matrix, as the user reads it.</summary>
    public static string Problem(string yaml)
    {
        (RunMatrix? matrix, IReadOnlyList<Problem> problems) = Resolve(yaml);
        Assert.Null(matrix);
        return Assert.Single(problems).ToString();
    }
}

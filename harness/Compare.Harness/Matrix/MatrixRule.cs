namespace Compare.Harness.Matrix;

/// <summary>Names cells by patterns in which <c>*</c> stands for any text.</summary>
/// <param name="Engine">Pattern for the engine with its parameters, or for its bare name.</param>
/// <param name="Workload">Pattern for the workload with its parameters, or for its bare name.</param>
public sealed record MatrixRule(string Engine, string Workload)
{
    /// <summary>True when both patterns fit.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="workload">The workload.</param>
    public bool Matches(ConfigSpec engine, ConfigSpec workload) =>
        MatchesEngine(engine) && MatchesWorkload(workload);

    /// <summary>True when the engine's pattern fits.</summary>
    /// <param name="engine">The engine.</param>
    public bool MatchesEngine(ConfigSpec engine) => Patterns.Fits(Engine, engine);

    /// <summary>True when the workload's pattern fits.</summary>
    /// <param name="workload">The workload.</param>
    public bool MatchesWorkload(ConfigSpec workload) => Patterns.Fits(Workload, workload);
}

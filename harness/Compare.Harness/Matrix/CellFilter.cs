namespace Compare.Harness.Matrix;

/// <summary>
/// With which others an entry of the matrix makes cells: of an engine the workloads, of a workload the engines. In a pattern
/// <c>*</c> stands for any text.
/// </summary>
/// <param name="Include">When not empty, only what one of these patterns fits.</param>
/// <param name="Exclude">Nothing that one of these patterns fits.</param>
public sealed record CellFilter(IReadOnlyList<string> Include, IReadOnlyList<string> Exclude)
{
    /// <summary>True when a cell with this other half is left.</summary>
    /// <param name="other">The engine or the workload.</param>
    public bool Leaves(ConfigSpec other) =>
        (Include.Count == 0 || Include.Any(pattern => Patterns.Fits(pattern, other)))
        && !Exclude.Any(pattern => Patterns.Fits(pattern, other));
}

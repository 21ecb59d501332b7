namespace Compare.Cli.Commands;

/// <summary>What the command line puts in the place of the matrix's own values, as text.</summary>
/// <param name="Engines">Values of <c>--engine</c>; replace the matrix's engines.</param>
/// <param name="Workloads">Values of <c>--workload</c>; replace the matrix's workloads.</param>
/// <param name="Heaps">Values of <c>--heap</c>; replace the matrix's heap limits.</param>
/// <param name="Invocations">Value of <c>--invocations</c>.</param>
/// <param name="Seed">Value of <c>--seed</c>.</param>
/// <param name="Timeout">Value of <c>--timeout</c>.</param>
/// <param name="Verify">Whether <c>--verify</c> is given.</param>
internal sealed record MatrixOverrides(
    IReadOnlyList<string> Engines,
    IReadOnlyList<string> Workloads,
    IReadOnlyList<string> Heaps,
    string? Invocations,
    string? Seed,
    string? Timeout,
    bool Verify);

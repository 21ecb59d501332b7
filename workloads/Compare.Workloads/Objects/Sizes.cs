using Compare.Engines.Abstractions.Workloads;

namespace Compare.Workloads.Objects;

/// <summary>The arguments of the three sizes of a workload.</summary>
/// <param name="smoke">Arguments of <see cref="WorkloadSize.Smoke"/>.</param>
/// <param name="standard">Arguments of <see cref="WorkloadSize.Default"/>.</param>
/// <param name="large">Arguments of <see cref="WorkloadSize.Large"/>.</param>
internal sealed class Sizes(
    IReadOnlyDictionary<string, string> smoke,
    IReadOnlyDictionary<string, string> standard,
    IReadOnlyDictionary<string, string> large)
{
    /// <summary>Gets the arguments of a size.</summary>
    /// <param name="size">The size.</param>
    /// <returns>Names and values.</returns>
    public IReadOnlyDictionary<string, string> this[WorkloadSize size] => size switch
    {
        WorkloadSize.Smoke => smoke,
        WorkloadSize.Large => large,
        _ => standard,
    };
}

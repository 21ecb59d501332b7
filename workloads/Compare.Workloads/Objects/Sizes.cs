using Compare.Engines.Abstractions.Workloads;

namespace Compare.Workloads.Objects;

/// <summary>The arguments of the sizes of a workload; those of the default size are the parameters' defaults.</summary>
/// <param name="smoke">Arguments of <see cref="WorkloadSize.Smoke"/>.</param>
/// <param name="large">Arguments of <see cref="WorkloadSize.Large"/>.</param>
internal sealed class Sizes(IReadOnlyDictionary<string, string> smoke, IReadOnlyDictionary<string, string> large)
{
    private static readonly Dictionary<string, string> s_nothing = [];

    /// <summary>Gets the arguments of a size.</summary>
    /// <param name="size">The size.</param>
    /// <returns>Names and values.</returns>
    public IReadOnlyDictionary<string, string> this[WorkloadSize size] => size switch
    {
        WorkloadSize.Smoke => smoke,
        WorkloadSize.Large => large,
        _ => s_nothing,
    };
}

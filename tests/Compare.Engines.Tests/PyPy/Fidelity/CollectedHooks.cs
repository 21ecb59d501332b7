using Compare.Engines.Abstractions.Modules;

namespace Compare.Engines.Tests.PyPy.Fidelity;

/// <summary>Hooks that remember what they are told.</summary>
internal sealed class CollectedHooks : IPyPyGcHooks
{
    /// <summary>Gets what was told of minor collections.</summary>
    public List<GcMinorStats> Minors { get; } = [];

    /// <summary>Gets what was told of steps.</summary>
    public List<GcCollectStepStats> Steps { get; } = [];

    /// <summary>Gets what was told of major collections.</summary>
    public List<GcCollectStats> Collections { get; } = [];

    /// <inheritdoc/>
    public void OnMinor(GcMinorStats stats) => Minors.Add(stats);

    /// <inheritdoc/>
    public void OnCollectStep(GcCollectStepStats stats) => Steps.Add(stats);

    /// <inheritdoc/>
    public void OnCollect(GcCollectStats stats) => Collections.Add(stats);
}

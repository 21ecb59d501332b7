namespace Compare.Engines.Abstractions.Modules;

/// <summary>What a callback of <c>gc.callbacks</c> is told.</summary>
/// <param name="Phase">Begin or end.</param>
/// <param name="Generation">The generation that is collected.</param>
/// <param name="Collected">Unreachable objects found; 0 at the begin.</param>
/// <param name="Uncollectable">Unreachable objects that could not be freed; 0 at the begin.</param>
public readonly record struct CollectionNotice(
    CollectionPhase Phase, int Generation, long Collected, long Uncollectable);

using Compare.Engines.Abstractions.Heaps;

namespace Compare.Semantics;

/// <summary>The frame of functions that need locals of their own.</summary>
/// <typeparam name="TRef">The engine's reference.</typeparam>
internal ref struct Locals<TRef> : IFrame<TRef>
    where TRef : struct
{
    /// <summary>Chains the frames.</summary>
    public FrameLink Link;

    /// <summary>A local.</summary>
    public TRef A;

    /// <summary>A local.</summary>
    public TRef B;
}

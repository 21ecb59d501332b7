using Compare.Engines.Abstractions.Heaps;

namespace Compare.Benchmarks.Programs;

/// <summary>A frame of two locals.</summary>
/// <typeparam name="TRef">The engine's reference.</typeparam>
public ref struct TwoLocals<TRef> : IFrame<TRef>
    where TRef : struct
{
    /// <summary>The engine's link.</summary>
    public FrameLink Link;

    /// <summary>The first local.</summary>
    public TRef First;

    /// <summary>The second local.</summary>
    public TRef Second;
}

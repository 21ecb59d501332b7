using Compare.Engines.Abstractions.Heaps;

namespace Compare.Benchmarks.Programs;

/// <summary>A frame of three locals.</summary>
/// <typeparam name="TRef">The engine's reference.</typeparam>
public ref struct ThreeLocals<TRef> : IFrame<TRef>
    where TRef : struct
{
    /// <summary>The engine's link.</summary>
    public FrameLink Link;

    /// <summary>The first local.</summary>
    public TRef First;

    /// <summary>The second local.</summary>
    public TRef Second;

    /// <summary>The third local.</summary>
    public TRef Third;
}

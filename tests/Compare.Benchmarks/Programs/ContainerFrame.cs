using Compare.Engines.Abstractions.Heaps;

namespace Compare.Benchmarks.Programs;

/// <summary>The locals of <see cref="ContainerProgram"/>.</summary>
/// <typeparam name="TRef">The engine's reference.</typeparam>
public ref struct ContainerFrame<TRef> : IFrame<TRef>
    where TRef : struct
{
    /// <summary>The link of the frame chain.</summary>
    public FrameLink Link;

    /// <summary>The dictionary or list.</summary>
    public TRef Container;

    /// <summary>Null: the value of every key.</summary>
    public TRef None;
}

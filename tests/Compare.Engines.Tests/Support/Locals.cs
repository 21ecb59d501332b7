using Compare.Engines.Abstractions.Heaps;

namespace Compare.Engines.Tests.Support;

/// <summary>The frame of most test programs.</summary>
/// <typeparam name="TRef">The engine's reference.</typeparam>
public ref struct Locals<TRef> : IFrame<TRef>
    where TRef : struct
{
    public FrameLink Link;
    public TRef A;
    public TRef B;
    public TRef C;
    public TRef D;
}

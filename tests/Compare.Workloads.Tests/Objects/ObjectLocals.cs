using Compare.Engines.Abstractions.Heaps;

namespace Compare.Workloads.Tests.Objects;

/// <summary>The locals of a test program.</summary>
/// <typeparam name="TRef">The engine's reference.</typeparam>
public ref struct ObjectLocals<TRef> : IFrame<TRef>
    where TRef : struct
{
    public FrameLink Link;
    public TRef Shared;
    public TRef A;
    public TRef B;
    public TRef C;
    public TRef D;
    public TRef E;
}

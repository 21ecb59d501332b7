using Compare.Engines.Abstractions.Heaps;

namespace Compare.Workloads.Tests.Objects.Sizes;

/// <summary>What the objects of <see cref="SizedKinds"/> are made of.</summary>
/// <typeparam name="TRef">The engine's reference.</typeparam>
public ref struct SizeFrame<TRef> : IFrame<TRef>
    where TRef : struct
{
    public FrameLink Link;
    public TRef Shared;
    public TRef Item;
    public TRef Function;
    public TRef Arguments;
    public TRef Strings;
    public TRef Integers;
    public TRef Set;
    public TRef Part;
    public TRef Whole;
    public TRef None;
}

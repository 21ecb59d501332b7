using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.Tests.SemiSpace;

/// <summary>A frame of three locals.</summary>
public ref struct ThreeLocals : IFrame<ObjectReference>
{
    public FrameLink Link;
    public ObjectReference A;
    public ObjectReference B;
    public ObjectReference C;
}

using Compare.Engines.Abstractions.Heaps;

namespace Compare.Engines.Heap.Checking;

/// <summary>
/// A frame of the inner heap for the length of one operation that may collect. A slot of the inner root area would not
/// do: a finalizer inside the operation may grow that area and so move the slot.
/// </summary>
/// <typeparam name="TRef">The inner heap's reference.</typeparam>
internal ref struct Scratch<TRef> : IFrame<TRef>
    where TRef : struct
{
    public FrameLink Link;
    public TRef Result;
    public TRef Operand;
}

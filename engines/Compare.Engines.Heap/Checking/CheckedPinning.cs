using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;

namespace Compare.Engines.Heap.Checking;

/// <summary>Pinning of the inner heap, for references under check.</summary>
/// <typeparam name="THeap">The inner heap.</typeparam>
/// <typeparam name="TRef">The inner heap's reference.</typeparam>
/// <param name="checker">Knows what the references denote.</param>
/// <param name="inner">Pins.</param>
internal sealed class CheckedPinning<THeap, TRef>(Checker<THeap, TRef> checker, IPinning<TRef> inner)
    : IPinning<CheckedReference<TRef>>
    where THeap : struct, IHeap<TRef>
    where TRef : struct
{
    /// <inheritdoc/>
    public long Pin(CheckedReference<TRef> obj) => inner.Pin(checker.Object(obj, nameof(Pin)));

    /// <inheritdoc/>
    public void Unpin(CheckedReference<TRef> obj, long pin)
    {
        TRef raw = checker.Object(obj, nameof(Unpin));
        if (pin == 0)
        {
            throw new HeapMisuseException($"{nameof(Unpin)} is given no pin: the object was not pinned.");
        }

        inner.Unpin(raw, pin);
    }
}

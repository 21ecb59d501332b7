using Compare.Engines.Abstractions.Types;

namespace Compare.Engines.Heap.Checking;

/// <content>Names of objects: type and number of the allocation. References of other heaps.</content>
internal sealed partial class Checker<THeap, TRef>
{
    private readonly ObjectLog _log = new();

    /// <summary>Notes the object that an allocation has put into a local's mirror.</summary>
    /// <param name="number">Number of the allocation, from <see cref="BeginAllocation"/>.</param>
    /// <param name="place">The local.</param>
    public void Allocated(long number, Place place)
    {
        TRef raw = _inner.Root(place.Slot);
        _log.Add(_inner.IdentityHash(raw), ObjectName.Of(NameOfType(raw), number));
    }

    private ObjectName ObjectOf(TRef raw) => _inner.IsNull(raw) ? default : _log.NameOf(_inner.IdentityHash(raw));

    private string NameOfType(TRef raw) =>
        _types.TryGetValue(_inner.TypeOf(raw), out ObjectType? known) ? known.Name : "weak reference";

    private void CheckHeap(CheckedReference<TRef> value)
    {
        if (value.Heap != _log.Heap)
        {
            Throw($"foreign reference: {value.Object} of another heap was given to this one");
        }
    }
}

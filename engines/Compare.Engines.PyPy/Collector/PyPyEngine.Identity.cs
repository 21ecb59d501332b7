using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Heap.Memory;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy;

/// <content>
/// Identity of objects that will move: a shadow, the place that the object will move to, is reserved when its id is asked.
/// </content>
internal sealed unsafe partial class PyPyEngine<TProbe>
{
    /// <summary>Shift by which PyPy mixes an id into a hash.</summary>
    private const int HashShift = 4;

    /// <summary>Nursery objects that have a shadow.</summary>
    private readonly UnmanagedList<nint> _withShadow = new();

    /// <summary>
    /// For each two words of the nursery the shadow of the object that begins there. PyPy uses a hash table; a table by
    /// place needs no hashing, and the system gives its pages only where ids are asked.
    /// </summary>
    private nint _shadowTable;

    private nint ShadowTableBytes => RoundUpToPage(_nurseryBytes / ObjectHeader.LeastNurseryBytes * ObjectHeader.SlotBytes);

    /// <summary>Gets the id of an object: the address that it has or will have.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <returns>The address in the old space; it never changes.</returns>
    internal nint IdOf(nint obj)
    {
        if (!IsInNursery(obj))
        {
            return obj;
        }

        ref ulong header = ref ObjectHeader.Of(obj);
        if ((header & HeaderFlags.HasShadow) == 0)
        {
            GcShape* shape = ShapeOf(header);
            nint shadow = AllocateOld(ObjectHeader.Size(obj, shape));
            ObjectHeader.Of(shadow) = header | HeaderFlags.Part; // No object of its own, until the object moves there.
            if (shape->ItemBytes != 0)
            {
                ObjectHeader.Length(shadow, shape) = ObjectHeader.Length(obj, shape); // Its size must be known to a sweep.
            }

            header |= HeaderFlags.HasShadow;
            ShadowSlot(obj) = shadow;
            _withShadow.Push(obj);
        }

        return ShadowSlot(obj);
    }

    /// <summary>Gets the identity hash.</summary>
    /// <param name="obj">Address of the object.</param>
    /// <returns>PyPy's mix of the id; it never changes.</returns>
    internal long IdentityHash(nint obj)
    {
        long id = IdOf(obj);
        return id ^ (id >> HashShift);
    }

    private ref nint ShadowSlot(nint obj) =>
        ref ((nint*)_shadowTable)[(obj - _nursery) / ObjectHeader.LeastNurseryBytes];

    private void MapShadowTable()
    {
        _shadowTable = SystemMemory.Map(ShadowTableBytes);
        if (_shadowTable == 0)
        {
            throw new InvalidOperationException("The system refuses the table of shadows.");
        }
    }

    /// <summary>Forgets the shadows of objects that left the nursery or died; a dead object's is swept like any old object.</summary>
    private void KeepShadowsOfPinned()
    {
        nint kept = 0;
        for (nint i = 0; i < _withShadow.Count; i++)
        {
            nint obj = _withShadow[i];
            ulong header = ObjectHeader.Of(obj);
            bool staysPinned = header != HeaderFlags.Forwarded
                && (header & (HeaderFlags.Pinned | HeaderFlags.Visited)) == (HeaderFlags.Pinned | HeaderFlags.Visited);
            if (!staysPinned)
            {
                ShadowSlot(obj) = 0;
                continue;
            }

            if (_state == IncrementalState.Marking)
            {
                ObjectHeader.Of(ShadowSlot(obj)) |= HeaderFlags.Visited;
            }

            _withShadow[kept++] = obj;
        }

        _withShadow.Resize(kept);
    }
}

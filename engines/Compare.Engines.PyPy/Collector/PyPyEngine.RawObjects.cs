using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Compare.Engines.Heap.Memory;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy;

/// <content>The old space, and objects that the system allocates one by one: large ones, at once or when they survive.</content>
internal sealed unsafe partial class PyPyEngine<TProbe>
{
    private readonly int _largestSmall;

    /// <summary>Large objects allocated since the last minor collection.</summary>
    private readonly UnmanagedList<nint> _youngRaw = new();

    /// <summary>Old raw-allocated objects, and those that a sweep in progress has judged.</summary>
    private UnmanagedList<nint> _oldRaw = new();

    /// <summary>Old raw-allocated objects that a sweep in progress has yet to judge.</summary>
    private UnmanagedList<nint> _rawToSweep = new();

    /// <summary>Bytes of raw-allocated objects, cards included.</summary>
    private long _rawBytes;

    /// <summary>Gets the bytes in arenas and raw-allocated: what thresholds are compared with.</summary>
    private long TotalUsedBytes => _arenas.UsedBytes + _rawBytes;

    /// <summary>Allocates room in the old space.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Part of every promotion.
    private nint AllocateOld(nint bytes) =>
        bytes <= _largestSmall ? _arenas.Allocate(bytes) : AllocateOldRaw(bytes);

    [MethodImpl(MethodImplOptions.NoInlining)] // Keeps promotions of small objects small.
    private nint AllocateOldRaw(nint bytes)
    {
        nint obj = (nint)NativeMemory.Alloc((nuint)bytes);
        _rawBytes += bytes;
        _oldRaw.Push(obj);
        return obj;
    }

    /// <summary>Allocates a large object outside the nursery; it is young until the next minor collection.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="length">Its items.</param>
    /// <param name="unrounded">Its bytes, not rounded.</param>
    /// <returns>Its address, with header, null references and length; its items and words are uninitialized.</returns>
    private nint AllocateLarge(GcShape* shape, long length, nint unrounded)
    {
        nint bytes = ObjectHeader.RoundUp(unrounded);
        _cause = Abstractions.Events.CollectionCause.Threshold;
        RequireRoomFor(bytes);
        if (IsThresholdReached(unrounded))
        {
            CollectMinorWithProgress(unrounded + (_nurseryBytes / 2));
        }

        nint cardBytes = 0;
        ulong header = shape->Header | HeaderFlags.YoungRaw;
        if (_cards.IsEnabled && shape->ItemReferences != 0)
        {
            // The card flag is set from the start, so that a young array never enters the list of marked ones.
            cardBytes = _cards.ReservedBytes(length);
            header |= HeaderFlags.HasCards | HeaderFlags.TrackYoungPointers | HeaderFlags.CardsSet;
        }

        byte* block = (byte*)NativeMemory.Alloc((nuint)(bytes + cardBytes));
        NativeMemory.Clear(block, (nuint)cardBytes);
        nint obj = (nint)block + cardBytes;
        _rawBytes += bytes + cardBytes;
        ObjectHeader.Of(obj) = header;
        ObjectHeader.NullReferences(obj, shape->References);
        if (shape->ItemBytes != 0)
        {
            ObjectHeader.Length(obj, shape) = length;
        }

        _youngRaw.Push(obj);
        return obj;
    }

    /// <summary>Takes young raw-allocated objects off the remembered set: they are found through references like any other.</summary>
    private void ForgetYoungRaw()
    {
        if (_youngRaw.Count == 0)
        {
            return;
        }

        nint kept = 0;
        for (nint i = 0; i < _remembered.Count; i++)
        {
            nint obj = _remembered[i];
            if ((ObjectHeader.Of(obj) & HeaderFlags.YoungRaw) == 0)
            {
                _remembered[kept++] = obj;
            }
        }

        _remembered.Resize(kept);
    }

    /// <summary>Notes that a reference leads to a young raw-allocated object.</summary>
    private void ReachRaw(nint obj)
    {
        ref ulong header = ref ObjectHeader.Of(obj);
        if ((header & (HeaderFlags.YoungRaw | HeaderFlags.VisitedRaw)) != HeaderFlags.YoungRaw)
        {
            return;
        }

        header |= HeaderFlags.VisitedRaw;
        _madeOld += ObjectHeader.Size(obj, ShapeOf(header));
        if ((header & HeaderFlags.TrackYoungPointers) == 0)
        {
            _remembered.Push(obj);
        }

        if ((header & HeaderFlags.HasCards) != 0)
        {
            _withCardsSet.Push(obj);
        }
    }

    /// <summary>Frees young raw-allocated objects that nothing reached; the others are old now.</summary>
    private void SettleYoungRaw()
    {
        for (nint i = 0; i < _youngRaw.Count; i++)
        {
            nint obj = _youngRaw[i];
            ref ulong header = ref ObjectHeader.Of(obj);
            if ((header & HeaderFlags.VisitedRaw) != 0)
            {
                header &= ~(HeaderFlags.VisitedRaw | HeaderFlags.YoungRaw);
                _oldRaw.Push(obj);
                _survivedObjects += HeaderFlags.CountOf(header);
            }
            else
            {
                FreeRaw(obj);
            }
        }

        _youngRaw.Clear();
    }

    /// <summary>Gives a raw-allocated object back to the system.</summary>
    private void FreeRaw(nint obj)
    {
        ulong header = ObjectHeader.Of(obj);
        GcShape* shape = ShapeOf(header);
        nint cardBytes = CardBytes(obj, shape, header);
        _rawBytes -= ObjectHeader.Size(obj, shape) + cardBytes;
        NativeMemory.Free((void*)(obj - cardBytes));
    }

    private nint CardBytes(nint obj, GcShape* shape, ulong header) =>
        (header & HeaderFlags.HasCards) == 0 ? 0 : _cards.ReservedBytes(ObjectHeader.Length(obj, shape));

    /// <summary>Judges some of the raw-allocated objects.</summary>
    /// <param name="most">Objects to judge at most.</param>
    private void SweepRaw(long most)
    {
        for (; most > 0 && _rawToSweep.Count != 0; most--)
        {
            nint obj = _rawToSweep.Pop();
            ref ulong header = ref ObjectHeader.Of(obj);
            if ((header & HeaderFlags.Visited) != 0)
            {
                header &= ~HeaderFlags.Visited;
                _oldRaw.Push(obj);
            }
            else
            {
                _oldObjects -= HeaderFlags.CountOf(header);
                FreeRaw(obj);
            }
        }
    }
}

using Compare.Engines.Abstractions.Types;
using Compare.Engines.PyPy.Arenas;
using Compare.Engines.PyPy.Collector;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy;

/// <content>
/// What tests of the collector alone use, and nothing else: objects of any layout, as RPython's own tests have them, and the
/// collector's lists and numbers.
/// </content>
internal sealed unsafe partial class PyPyEngine<TProbe>
{
    /// <summary>Gets the numbers of the collector.</summary>
    internal CollectorSnapshot SnapshotForTesting => new()
    {
        MinorCollections = _minorCollections,
        MajorCollections = _majorCollections,
        State = _state,
        RawBytes = _rawBytes,
        Threshold = _threshold.Next,
        MadeOld = _madeOld,
        MadeOldThreshold = _madeOldThreshold,
        Remembered = _remembered.Count,
        WithCardsSet = _withCardsSet.Count,
        Pinned = _pinnedCount,
        NurseryLeft = NurseryTop - NurseryFree,
        Gray = _toTrace.Count,
        MoreGray = _moreToTrace.Count,
    };

    /// <summary>Gets the remembered objects.</summary>
    internal ReadOnlySpan<nint> RememberedForTesting => _remembered.AsSpan();

    /// <summary>Gets the old objects that point to pinned ones.</summary>
    internal ReadOnlySpan<nint> PointingToPinnedForTesting => _pointingToPinned.AsSpan();

    /// <summary>Gets the gray stack.</summary>
    internal ReadOnlySpan<nint> GrayForTesting => _toTrace.AsSpan();

    /// <summary>Gets the objects that marking has to look at again.</summary>
    internal ReadOnlySpan<nint> MoreGrayForTesting => _moreToTrace.AsSpan();

    /// <summary>Gets the pages of small old objects.</summary>
    internal ArenaCollection ArenasForTesting => _arenas;

    /// <summary>Adds a layout.</summary>
    /// <param name="shape">The layout.</param>
    /// <param name="type">A type without elements, under which its objects are counted.</param>
    /// <returns>Its address.</returns>
    internal GcShape* AddShapeForTesting(GcShape shape, TypeHandle type)
    {
        shape.Owner = (PyPyTypeInfo*)type.Value;
        return _shapes.Add(shape);
    }

    /// <summary>Allocates an object of the collector; its references are null.</summary>
    /// <param name="shape">Its layout.</param>
    /// <param name="length">Its items; 0 without items.</param>
    /// <returns>Its address.</returns>
    internal nint AllocateForTesting(GcShape* shape, int length)
    {
        nint obj;
        if (shape->WeakOffset != 0)
        {
            obj = NewWeakPointer(shape);
        }
        else if (shape->ItemBytes != 0)
        {
            obj = AllocateItems(shape, length);
        }
        else
        {
            obj = AllocateYoung(InNursery(shape->FixedBytes));
            InitializeReferences(obj, shape);
            Enlist(obj, shape);
        }

        shape->Owner->Account.CountFixed();
        return obj;
    }

    /// <summary>Gets the weak address of a weak pointer.</summary>
    /// <param name="weak">The weak pointer.</param>
    /// <returns>The slot.</returns>
    internal ref nint WeakAddressForTesting(nint weak) => ref WeakSlot(weak);

    /// <summary>Takes the next dead object whose finalizer is due, without calling the finalizer.</summary>
    /// <returns>The object; 0 when there is none.</returns>
    internal nint TakeDeadForTesting()
    {
        if (_nextToFinalize < _toFinalize.Count)
        {
            return _toFinalize[_nextToFinalize++];
        }

        _toFinalize.Clear();
        _nextToFinalize = 0;
        _areFinalizersTriggered = false;
        return 0;
    }

    /// <summary>Applies the barrier of a store into an object.</summary>
    /// <param name="obj">The object.</param>
    internal void BarrierForTesting(nint obj) => RememberIfTracked(obj);

    /// <summary>Applies the barrier of a store into an array.</summary>
    /// <param name="array">The array.</param>
    /// <param name="item">The item.</param>
    internal void BarrierForTesting(nint array, long item)
    {
        if (ObjectHeader.IsTracked(array))
        {
            RememberItem(array, item);
        }
    }

    /// <summary>Gets a byte of an array's cards.</summary>
    /// <param name="array">The array.</param>
    /// <param name="index">Index of the byte.</param>
    /// <returns>Eight cards.</returns>
    internal static byte CardsForTesting(nint array, long index) => CardMarks.ByteAt(array, index);

    /// <summary>Marks some of the gray objects.</summary>
    /// <param name="budget">Bytes to mark.</param>
    internal void MarkForTesting(long budget) => Mark(budget);
}

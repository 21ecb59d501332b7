using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy;

/// <content>The write barrier: called before a store, needs only the container, never looks at the new value.</content>
/// <remarks>
/// That the value is never inspected is what makes incremental marking correct: any written black object becomes gray again
/// at the next minor collection.
/// </remarks>
internal sealed unsafe partial class PyPyEngine<TProbe>
{
    /// <summary>Remembers an object whose barrier is armed.</summary>
    /// <param name="obj">Address of the container.</param>
    [MethodImpl(MethodImplOptions.NoInlining)] // Keeps stores small.
    internal void Remember(nint obj)
    {
        CountBarrier(ref _barrierHits);
        _remembered.Push(obj);
        ObjectHeader.Of(obj) &= ~HeaderFlags.TrackYoungPointers;
    }

    /// <summary>Remembers an array whose barrier is armed, or only the card of one item.</summary>
    /// <param name="obj">Address of the array.</param>
    /// <param name="item">Index of the item that is about to be written.</param>
    [MethodImpl(MethodImplOptions.NoInlining)] // Keeps stores small.
    internal void RememberItem(nint obj, long item)
    {
        if ((ObjectHeader.Of(obj) & HeaderFlags.HasCards) == 0)
        {
            Remember(obj);
            return;
        }

        CountBarrier(ref _barrierHits);
        if (_cards.Mark(obj, item) && (ObjectHeader.Of(obj) & HeaderFlags.CardsSet) == 0)
        {
            ListCards(obj);
        }
    }

    /// <summary>
    /// Prepares the copy of items from one array into another so that the copy needs no barrier for each item.
    /// </summary>
    /// <param name="source">Address of the array that is read.</param>
    /// <param name="target">Address of the array that is written.</param>
    /// <param name="sourceStart">First item read.</param>
    /// <param name="targetStart">First item written.</param>
    /// <param name="count">Number of items.</param>
    /// <returns>True when the items may be copied as bytes; false when each store needs its own barrier.</returns>
    internal bool PrepareArrayCopy(nint source, nint target, long sourceStart, long targetStart, long count)
    {
        if (_pinnedHoldersChanged)
        {
            // Their copies could carry a pinned object's address elsewhere, which must be noticed.
            for (nint i = _pointingToPinned.Count - 1; i >= 0; i--)
            {
                RememberIfTracked(_pointingToPinned[i]);
            }

            _pinnedHoldersChanged = false;
        }

        if (!ObjectHeader.IsTracked(target))
        {
            return true;
        }

        if (_cards.IsEnabled && (ObjectHeader.Of(source) & HeaderFlags.HasCards) != 0)
        {
            return PrepareCopyOfCards(source, target, sourceStart, targetStart, count);
        }

        if (!ObjectHeader.IsTracked(source) || _state == IncrementalState.Marking)
        {
            Remember(target);
        }

        return true;
    }

    /// <summary>Prepares a move of items inside one array: cards do not move with them, so the whole array is remembered.</summary>
    /// <param name="array">Address of the array.</param>
    internal void PrepareArrayMove(nint array)
    {
        if ((ObjectHeader.Of(array) & HeaderFlags.CardsSet) != 0)
        {
            RememberIfTracked(array);
        }
    }

    private bool PrepareCopyOfCards(nint source, nint target, long sourceStart, long targetStart, long count)
    {
        bool targetHasCards = (ObjectHeader.Of(target) & HeaderFlags.HasCards) != 0;
        if (!ObjectHeader.IsTracked(source) || !targetHasCards)
        {
            return false;
        }

        if ((ObjectHeader.Of(source) & HeaderFlags.CardsSet) == 0)
        {
            if (_state == IncrementalState.Marking)
            {
                // The target may be black and the items white: listed without a card, it is traced again.
                ListCardsOnce(target);
            }

            return true;
        }

        if (sourceStart != 0 || targetStart != 0)
        {
            return false; // Cards of the two arrays do not line up.
        }

        if (_cards.Union(source, target, count))
        {
            ListCardsOnce(target);
        }

        return true;
    }

    private void RememberIfTracked(nint obj)
    {
        if (ObjectHeader.IsTracked(obj))
        {
            Remember(obj);
        }
    }

    private void ListCardsOnce(nint array)
    {
        if ((ObjectHeader.Of(array) & HeaderFlags.CardsSet) == 0)
        {
            ListCards(array);
        }
    }

    private void ListCards(nint array)
    {
        _withCardsSet.Push(array);
        ObjectHeader.Of(array) |= HeaderFlags.CardsSet;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Vanishes where nothing is counted.
    private static void CountBarrier(ref long counter)
    {
        if (TProbe.Counts)
        {
            counter++;
        }
    }
}

using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Heap.Memory;
using Compare.Engines.PyPy.Objects;

namespace Compare.Engines.PyPy;

/// <content>Finalizers and weak callbacks reach the program at its check points, after the collection that found them due.</content>
internal sealed unsafe partial class PyPyEngine<TProbe>
{
    private long _finalizersRun;
    private int _finalizersDisabled;
    private bool _areFinalizersTriggered;
    private bool _isDelivering;

    /// <summary>Names the finalizer of a type.</summary>
    /// <param name="info">The type.</param>
    /// <param name="finalizer">The finalizer.</param>
    internal void SetFinalizer(PyPyTypeInfo* info, Finalizer<ObjectReference> finalizer)
    {
        if (info->Shape->HasFinalizer == 0)
        {
            throw new InvalidOperationException($"{_types.Type(info->Number)} is not finalizable.");
        }

        _finalizers[info->Number] = finalizer;
    }

    /// <summary>Does what a check point has to do: finalizers, weak callbacks, hooks.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // Keeps check points small.
    internal void RunPending()
    {
        Pending = 0;
        if (_isAutomatic)
        {
            DeliverFinalizers(isInterrupted: true);
        }

        _hookQueue.Deliver();
    }

    /// <summary>The collector's trigger: finalizers are to run at the next check point.</summary>
    private void TriggerFinalizers()
    {
        _areFinalizersTriggered = _nextToFinalize < _toFinalize.Count;
        if (_areFinalizersTriggered)
        {
            Pending = 1;
        }
    }

    /// <summary>
    /// Runs the finalizers and callbacks that are due. Of several that became due together the first is run last: in PyPy the
    /// first one is interrupted by its own first check point, which runs the others (finalizer_batch.json).
    /// </summary>
    /// <param name="isInterrupted">False to run them in order, as gc.enable_finalizers() does.</param>
    private void DeliverFinalizers(bool isInterrupted)
    {
        if (_isDelivering || !_areFinalizersTriggered || _finalizersDisabled > 0)
        {
            return;
        }

        _isDelivering = true;
        nint frame = InnermostFrame;
        try
        {
            while (_nextToFinalize < _toFinalize.Count)
            {
                nint end = _toFinalize.Count;
                for (nint i = _nextToFinalize + (isInterrupted ? 1 : 0); i < end; i++)
                {
                    FinalizeNext(i);
                }

                FinalizeNext(_nextToFinalize); // Done already when nothing interrupts.
                _nextToFinalize = end;
            }

            _toFinalize.Clear();
            _nextToFinalize = 0;
            _areFinalizersTriggered = false;
        }
        catch (Exception) when (AbandonDelivery(frame))
        {
            throw;
        }

        _isDelivering = false;
    }

    private void FinalizeNext(nint index)
    {
        nint obj = _toFinalize[index];
        _toFinalize[index] = 0;
        if (obj == 0)
        {
            return; // It was this one's turn before.
        }

        GcShape* shape = ShapeOf(ObjectHeader.Of(obj));
        if (shape == _lifelineShape)
        {
            RunLifeline(obj);
            return;
        }

        if (shape->LifelineOffset != 0)
        {
            // Its weak references are cleared; the lifeline dies on its own now and calls their callbacks.
            ObjectHeader.At(obj, shape->LifelineOffset) = 0;
        }

        if (_finalizers[shape->Owner->Number] is { } finalizer)
        {
            _finalizersRun++;
            ref ObjectReference local = ref _ownRoots[DeliveredRoot];
            local = new(obj);
            finalizer(ref local);
            local = default;
        }
    }

    /// <summary>
    /// Puts the engine in order when a call throws. Runs as a filter, so before the filters of the program's own functions
    /// unwind their frames; the remaining calls wait for the next check point.
    /// </summary>
    private bool AbandonDelivery(nint frame)
    {
        InnermostFrame = frame;
        _ownRoots[DeliveredRoot] = default;
        _ownRoots[DeliveredEntryRoot] = default;
        _isDelivering = false;
        Pending = 1;
        return false;
    }
}

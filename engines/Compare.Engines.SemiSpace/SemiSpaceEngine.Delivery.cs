using Compare.Engines.Heap.Bump;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.SemiSpace;

/// <content>Finalizers and weak callbacks, called after the flip.</content>
public sealed unsafe partial class SemiSpaceEngine
{
    private readonly UnmanagedList<PendingCall> _pending = new();
    private ObjectReference* _callbackLocal;
    private nint _nextPending;
    private bool _delivering;

    /// <summary>
    /// Calls what is due, oldest first. Calls do not nest: what a collection inside a call finds due waits for the
    /// outermost delivery, so one engine-owned local is enough and the program's stack stays flat.
    /// </summary>
    private void DeliverPending()
    {
        if (_delivering)
        {
            return;
        }

        _delivering = true;
        nint frame = InnermostFrame;
        try
        {
            while (_nextPending < _pending.Count)
            {
                PendingCall call = _pending[_nextPending++];
                *_callbackLocal = new(call.Object);
                if (call.IsFinalizer)
                {
                    FinalizerOf(BumpObject.Info(call.Object))?.Invoke(ref *_callbackLocal);
                }
                else
                {
                    WeakCallback?.Invoke(ref *_callbackLocal, call.Tag);
                }

                *_callbackLocal = default;
            }
        }
        catch (Exception) when (AbandonCall(frame))
        {
            throw;
        }

        _pending.Clear();
        _nextPending = 0;
        _delivering = false;
    }

    /// <summary>
    /// Puts the engine in order when a call throws. Runs as a filter, so before the filters of the program's own
    /// functions unwind their frames; the remaining calls wait for the next collection.
    /// </summary>
    private bool AbandonCall(nint frame)
    {
        InnermostFrame = frame;
        *_callbackLocal = default;
        _delivering = false;
        return false;
    }
}

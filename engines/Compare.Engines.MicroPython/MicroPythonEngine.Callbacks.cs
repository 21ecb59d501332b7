using System.Runtime.ExceptionServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Heap.Memory;
using Compare.Engines.MicroPython.Objects;

namespace Compare.Engines.MicroPython;

/// <content>Code of the program that a collection calls: finalizers of native objects, weak callbacks.</content>
/// <remarks>
/// The original prints what such code throws and goes on. Here the first exception is kept and thrown once everything due
/// has been called, so that a failing program is noticed.
/// </remarks>
internal sealed unsafe partial class MicroPythonEngine<TProbe, TGeometry>
{
    private readonly UnmanagedList<DueCallback> _pending = new();
    private ObjectReference* _callbackLocal;
    private nint _nextPending;
    private bool _isDelivering;
    private ExceptionDispatchInfo? _thrown;

    /// <summary>Gets or sets the program's answer to dead targets.</summary>
    internal WeakCallback<ObjectReference>? WeakCallback { get; set; }

    /// <inheritdoc/>
    /// <remarks>
    /// Runs inside the sweep: the heap is locked, and the object is freed afterwards whatever its finalizer does. Storing it
    /// somewhere leaves a dangling reference, as in the original.
    /// </remarks>
    public void FinalizeBlock(nint address)
    {
        Finalizer<ObjectReference>? finalizer = _finalizers[Info(address)->Number];
        if (finalizer is null)
        {
            return;
        }

        _finalizersRun++;
        ObjectReference self = new(address);
        nint frame = InnermostFrame;
        try
        {
            finalizer(ref self);
        }
        catch (Exception exception) when (Keep(exception, frame))
        {
            return;
        }
    }

    /// <summary>
    /// Calls what is due and throws what was thrown. Calls do not nest: what a collection inside a call finds due waits for the
    /// outermost delivery.
    /// </summary>
    private void DeliverPending()
    {
        if (_isDelivering || (_pending.Count == 0 && _thrown is null))
        {
            return;
        }

        _isDelivering = true;
        nint frame = InnermostFrame;
        while (_nextPending < _pending.Count)
        {
            DueCallback due = _pending[_nextPending++];
            *_callbackLocal = new(due.Weak);
            try
            {
                WeakCallback?.Invoke(ref *_callbackLocal, due.Tag);
            }
            catch (Exception exception) when (Keep(exception, frame))
            {
                continue;
            }
        }

        *_callbackLocal = default;
        _pending.Clear();
        _nextPending = 0;
        _isDelivering = false;
        if (_thrown is { } thrown)
        {
            _thrown = null;
            thrown.Throw();
        }
    }

    /// <summary>Keeps the first exception and leaves the frames that it skips; runs as a filter, where they still exist.</summary>
    private bool Keep(Exception exception, nint frame)
    {
        InnermostFrame = frame;
        _thrown ??= ExceptionDispatchInfo.Capture(exception);
        return true;
    }
}

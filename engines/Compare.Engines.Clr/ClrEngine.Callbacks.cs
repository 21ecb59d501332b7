using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Clr.Host;
using Compare.Engines.Clr.Objects;

namespace Compare.Engines.Clr;

/// <content>Finalizers and weak callbacks: found by the host, called on the mutator's thread.</content>
public sealed unsafe partial class ClrEngine
{
    private readonly ClrFinalizerQueue _finalizerQueue;
    private readonly List<WatchedWeak> _watched = [];
    private readonly Stack<DueCall<ClrWeak>> _dueWeak = new();
    private int _weakScannedAt = GC.CollectionCount(0);
    private bool _delivering;

    /// <summary>
    /// Set on the host's finalizer thread when calls may be due, read at every safe point. Not volatile: a safe point
    /// that misses it is followed by another, and an explicit collection does not look at it.
    /// </summary>
    internal bool CallsMayBeDue;

    /// <summary>Gets or sets the program's answer to dead targets.</summary>
    internal WeakCallback<ClrReference>? WeakCallback { get; set; }

    /// <summary>Allocates a weak reference.</summary>
    /// <param name="target">Its target.</param>
    /// <param name="tag">What the callback is told, or 0.</param>
    /// <returns>The weak reference.</returns>
    internal ClrWeak NewWeak(ClrObject target, long tag)
    {
        if (target.Info->WeaklyReferenceable == 0)
        {
            throw new InvalidOperationException($"{_types.Type(target.Info->Number)} is not weakly referenceable.");
        }

        try
        {
            WeakGCHandle<ClrObject> handle = new(target);
            ClrWeak weak = _createWeak(handle, tag);
            _watched.Add(new(weak, handle));
            _weakInfo->Account.CountFixed();
            return weak;
        }
        catch (OutOfMemoryException)
        {
            throw Exhausted(_weakInfo->HostBytes);
        }
    }

    /// <summary>Names the finalizer of a type.</summary>
    /// <param name="info">The type.</param>
    /// <param name="finalizer">The finalizer.</param>
    internal void SetFinalizer(ClrTypeInfo* info, Finalizer<ClrReference> finalizer)
    {
        if (info->Finalizable == 0)
        {
            throw new InvalidOperationException($"{_types.Type(info->Number)} is not finalizable.");
        }

        _finalizers[info->Number] = finalizer;
    }

    /// <summary>
    /// Calls what is due: weak callbacks, newest registration first, then finalizers in the host's order. Calls do not
    /// nest: what becomes due inside one follows after it.
    /// </summary>
    /// <remarks>
    /// An exception from a call reaches the program at its safe point or collection; the calls behind it stay due.
    /// </remarks>
    internal void DeliverDueCalls()
    {
        if (_delivering)
        {
            return;
        }

        _delivering = true;
        CallsMayBeDue = false;
        try
        {
            do
            {
                FindDueWeakReferences();
                while (_dueWeak.TryPop(out DueCall<ClrWeak> due))
                {
                    Deliver(due);
                }

                if (_finalizerQueue.TryDequeue(out DueCall<ClrObject> dead))
                {
                    Deliver(dead);
                }
            }
            while (!_finalizerQueue.IsEmpty);
        }
        finally
        {
            _delivering = false;
            CallsMayBeDue |= _dueWeak.Count > 0 || !_finalizerQueue.IsEmpty;
        }
    }

    private void Deliver(DueCall<ClrWeak> due)
    {
        if (WeakCallback is { } callback)
        {
            ClrReference local = new(due.Object);
            NoteCall(due.Found);
            callback(ref local, due.Object.Tag);
        }
    }

    private void Deliver(DueCall<ClrObject> dead)
    {
        if (_finalizers[dead.Object.Info->Number] is { } finalizer)
        {
            ClrReference local = new(dead.Object);
            NoteCall(dead.Found);
            finalizer(ref local);
        }
    }

    private void FindDueWeakReferences()
    {
        int collections = GC.CollectionCount(0);
        if (collections == _weakScannedAt)
        {
            return;
        }

        CollectionNote found = BeginScan(collections);
        int kept = 0;
        for (int i = 0; i < _watched.Count; i++)
        {
            WatchedWeak watched = _watched[i];
            switch (watched.Look(out ClrWeak? weak))
            {
                case WatchedState.Waiting:
                    _watched[kept++] = watched;
                    break;
                case WatchedState.Due:
                    _dueWeak.Push(new(weak!, found));
                    _watched[kept++] = watched.WithoutCallback();
                    break;
                case WatchedState.KeptByFinalizer:
                    _watched[kept++] = watched.Again(weak!);
                    break;
                case WatchedState.KeptCleared:
                    _watched[kept++] = watched.WithoutCallback();
                    break;
                default:
                    watched.Free();
                    break;
            }
        }

        _watched.RemoveRange(kept, _watched.Count - kept);
    }

    private void ReleaseWatched()
    {
        foreach (WatchedWeak watched in _watched)
        {
            watched.Free();
        }

        _watched.Clear();
    }
}

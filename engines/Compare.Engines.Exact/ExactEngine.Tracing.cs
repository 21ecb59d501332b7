using Compare.Engines.Abstractions.Events;
using Compare.Engines.Exact.Objects;
using Compare.Engines.Heap.Events;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.Exact;

/// <content>Cyclic garbage: which objects it is, and when each died.</content>
/// <remarks>
/// Roots are not walked: an object is held from outside when its count is more than the references to it inside the heap. So owned
/// temporaries and what is on its way to a finalizer hold too.
/// </remarks>
internal sealed unsafe partial class ExactEngine
{
    private const long LeastObjectsBetweenTraces = 1 << 20;
    private const long LeastBytesBetweenTraces = 1L << 30;

    private readonly UnmanagedList<nint> _marked = new();
    private readonly UnmanagedList<nint> _garbage = new();
    private readonly UnmanagedList<long> _times = new();
    private readonly UnmanagedList<nint> _finalizable = new();
    private long _traces;
    private int _mark;
    private bool _isCollecting;
    private long _nextTraceObjects = LeastObjectsBetweenTraces;
    private long _nextTraceBytes = LeastBytesBetweenTraces;

    /// <inheritdoc/>
    /// <remarks>Called from a finalizer or callback of a collection it does nothing.</remarks>
    public long? Collect(int generation)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(generation, 0);
        CollectNow(CollectionCause.Explicit);
        return null;
    }

    private void CollectNow(CollectionCause cause)
    {
        if (_isCollecting)
        {
            return;
        }

        _isCollecting = true;
        GcEvent record = new()
        {
            Kind = CollectionKind.Major,
            Cause = cause,
            Generation = 0,
            StartNanoseconds = GcClock.Wall(),
            AllocatedBytes = Clock,
            BeforeBytes = _liveBytes,
            VisitedObjects = _liveObjects,
        };
        long cpu = GcClock.ThreadCpu();
        long finalizers = _finalizersRun;
        long cleared = _weakCleared;
        FindGarbage(sparesFinalizable: false);
        if (FinalizeGarbage())
        {
            FindGarbage(sparesFinalizable: true);
        }

        TimeDeaths();
        Observer?.BeginTrace();
        (record.FreedObjects, record.FreedBytes) = FreeGarbage();
        Observer?.EndTrace();
        DeliverCallbacks(); // Of weak references that finalizers made.
        _nextTraceObjects = _allocatedObjects + Math.Max(LeastObjectsBetweenTraces, _liveObjects);
        _nextTraceBytes = Clock + Math.Max(LeastBytesBetweenTraces, _liveBytes);
        _traces++;
        record.AfterBytes = _liveBytes;
        record.FinalizersRun = _finalizersRun - finalizers;
        record.WeakCleared = _weakCleared - cleared;
        record.CpuNanoseconds = GcClock.ThreadCpuSince(cpu);
        record.PauseNanoseconds = Math.Max(GcClock.Wall() - record.StartNanoseconds, 1);
        _events.Add(record);
        _timeline.Add(new(GcClock.Wall(), Clock, _liveBytes, GcEvent.Unknown));
        _isCollecting = false;
        if (_options.Verify)
        {
            Verify();
        }
    }

    /// <summary>Lists all objects that cannot be reached from outside the heap, oldest first.</summary>
    /// <param name="sparesFinalizable">Whether objects whose finalizer has not run, and what they lead to, are left for the next trace.</param>
    private void FindGarbage(bool sparesFinalizable)
    {
        _mark++;
        for (ExactObject* obj = _oldest; obj != null; obj = obj->Younger)
        {
            obj->External = obj->Count;
        }

        SubtractVisitor subtract = default;
        for (ExactObject* obj = _oldest; obj != null; obj = obj->Younger)
        {
            Edges.Visit(obj, TagMask, ref subtract);
        }

        MarkVisitor mark = new(_marked, _mark);
        for (ExactObject* obj = _oldest; obj != null; obj = obj->Younger)
        {
            // A count of zero: it waits to be reclaimed, by its count.
            bool isHeld = obj->External > 0 || obj->Count == 0 || (sparesFinalizable && AwaitsFinalizer(obj));
            if (!isHeld)
            {
                continue;
            }

            mark.Visit(obj);
            while (_marked.Count > 0)
            {
                Edges.Visit(ExactObject.At(_marked.Pop()), TagMask, ref mark);
            }
        }

        _garbage.Clear();
        for (ExactObject* obj = _oldest; obj != null; obj = obj->Younger)
        {
            if (obj->Mark != _mark)
            {
                _garbage.Push((nint)obj);
            }
        }
    }

    /// <summary>Clears weak references to garbage, calls callbacks, then finalizers in order of allocation.</summary>
    /// <returns>True when the garbage must be looked for again.</returns>
    private bool FinalizeGarbage()
    {
        _finalizable.Clear();
        for (nint i = 0; i < _garbage.Count; i++)
        {
            ExactObject* obj = ExactObject.At(_garbage[i]);
            ClearWeakReferencesTo(obj, isTraced: true);
            if (AwaitsFinalizer(obj))
            {
                obj->Count++; // Held until its turn comes: an earlier finalizer may break the cycle.
                _finalizable.Push((nint)obj);
            }
        }

        bool calls = _finalizable.Count > 0 || _callbacks.Count > _nextCallback;
        DeliverCallbacks();
        for (nint i = 0; i < _finalizable.Count; i++)
        {
            ExactObject* obj = ExactObject.At(_finalizable[i]);
            CallFinalizer(obj);
            Release((nint)obj);
        }

        return calls;
    }

    /// <summary>Merlin: gives every object of the garbage the time of its death, as its stamp.</summary>
    private void TimeDeaths()
    {
        _times.Resize(_garbage.Count);
        for (nint i = 0; i < _garbage.Count; i++)
        {
            _times[i] = ExactObject.At(_garbage[i])->Stamp;
        }

        _times.AsSpan().Sort(_garbage.AsSpan());
        for (nint i = _garbage.Count - 1; i >= 0; i--)
        {
            // The latest stamp not yet passed on: what it leads to lived as long, if it is not known to have lived longer.
            ExactObject* obj = ExactObject.At(_garbage[i]);
            PropagateVisitor propagate = new(_marked, _mark, obj->Stamp);
            propagate.Visit(obj);
            while (_marked.Count > 0)
            {
                Edges.Visit(ExactObject.At(_marked.Pop()), TagMask, ref propagate);
            }
        }
    }

    private (long Objects, long Bytes) FreeGarbage()
    {
        (long Objects, long Bytes) before = (_liveObjects, _liveBytes);
        DropVisitor drop = default;
        for (nint i = 0; i < _garbage.Count; i++)
        {
            ExactObject* obj = ExactObject.At(_garbage[i]);
            RecordDeath(obj, obj->Stamp, isCyclic: true);
            ClearWeakReferencesTo(obj, isTraced: true);
            Edges.Visit(obj, TagMask, ref drop);
            Unlink(obj);
        }

        for (nint i = 0; i < _garbage.Count; i++)
        {
            FreeMemory(ExactObject.At(_garbage[i]));
        }

        _garbage.Clear();
        return (before.Objects - _liveObjects, before.Bytes - _liveBytes);
    }

    /// <summary>Takes a reference inside the heap off the count that is held from outside.</summary>
    private readonly struct SubtractVisitor : IEdgeVisitor
    {
        public void Visit(ExactObject* target) => target->External--;
    }

    private readonly struct MarkVisitor(UnmanagedList<nint> marked, int mark) : IEdgeVisitor
    {
        public void Visit(ExactObject* target)
        {
            if (target->Mark != mark)
            {
                target->Mark = mark;
                marked.Push((nint)target);
            }
        }
    }

    private readonly struct PropagateVisitor(UnmanagedList<nint> marked, int mark, long time) : IEdgeVisitor
    {
        public void Visit(ExactObject* target)
        {
            bool isGarbage = target->Mark != mark && (target->Flags & ExactFlags.Shared) == ExactFlags.None;
            if (isGarbage && (target->Flags & ExactFlags.Timed) == ExactFlags.None)
            {
                target->Flags |= ExactFlags.Timed;
                target->Stamp = time;
                marked.Push((nint)target);
            }
        }
    }

    /// <summary>Takes a dead object's reference off a count. What lives has others; what is dead is freed with the rest.</summary>
    private readonly struct DropVisitor : IEdgeVisitor
    {
        public void Visit(ExactObject* target)
        {
            target->Count--;
            target->Flags |= ExactFlags.HeldByGarbage;
        }
    }
}

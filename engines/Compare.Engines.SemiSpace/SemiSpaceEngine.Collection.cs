using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.Heap.Bump;
using Compare.Engines.Heap.Events;
using Compare.Engines.Heap.Frames;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.SemiSpace;

/// <content>The collection.</content>
public sealed unsafe partial class SemiSpaceEngine
{
    /// <summary>What an evacuated space is filled with under stress and verification: a stale reference into it fails.</summary>
    private const byte DeadByte = 0xDB;

    private long _collections;
    private long _copiedObjects;
    private long _copiedBytes;
    private long _freedObjects;
    private long _freedBytes;
    private long _weakCleared;
    private long _finalizersQueued;
    private long _spacesMapped;

    /// <inheritdoc/>
    /// <remarks>
    /// Called from a finalizer or weak callback it collects at once; the calls that it finds due follow after the one
    /// that is running.
    /// </remarks>
    public override long? Collect(int generation)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(generation, 0);
        CollectNow(CollectionCause.Explicit, 0);
        DeliverPending();
        return null;
    }

    /// <summary>Moves everything live to the idle space and flips.</summary>
    /// <param name="cause">Why.</param>
    /// <param name="wanted">Bytes of the allocation that waits.</param>
    private void CollectNow(CollectionCause cause, nint wanted)
    {
        Offer(SampleMoment.BeforeCollection);
        GcEvent record = new()
        {
            Kind = CollectionKind.Major,
            Cause = cause,
            Generation = 0,
            StartNanoseconds = GcClock.Wall(),
            AllocatedBytes = Types.AllocatedBytes(),
            BeforeBytes = UsedBytes,
        };
        long cpu = GcClock.ThreadCpu();
        long objects = Types.AllocatedObjects() - _freedObjects;
        long finalizers = _finalizersQueued;
        long cleared = _weakCleared;
        _peakUsedBytes = Math.Max(_peakUsedBytes, UsedBytes);
        Sample(UsedBytes, CommittedBytes);
        PrepareToSpace(wanted);

        CheneyCopier copier = new(_idle.Start);
        CopyRoots(ref copier);
        copier.Scan();
        ClearWeakReferences();
        QueueFinalizers(ref copier);
        copier.Scan();
        KeepLiveWeakReferences();
        Flip(copier.Free);
        ChooseTarget(wanted);

        record.AfterBytes = UsedBytes;
        record.CommittedBytes = CommittedBytes;
        record.VisitedObjects = copier.Objects;
        record.CopiedObjects = copier.Objects;
        record.CopiedBytes = UsedBytes;
        record.FreedObjects = objects - copier.Objects;
        record.FreedBytes = record.BeforeBytes - record.AfterBytes;
        record.FinalizersRun = _finalizersQueued - finalizers;
        record.WeakCleared = _weakCleared - cleared;
        _collections++;
        _copiedObjects += record.CopiedObjects;
        _copiedBytes += record.CopiedBytes;
        _freedObjects += record.FreedObjects;
        _freedBytes += record.FreedBytes;
        record.CpuNanoseconds = GcClock.ThreadCpuSince(cpu);
        record.PauseNanoseconds = GcClock.Wall() - record.StartNanoseconds;
        Log(record);
        Sample(UsedBytes, CommittedBytes);
        Offer(SampleMoment.AfterCollection);
        if (Options.Verify)
        {
            Verify();
        }
    }

    private void CopyRoots(ref CheneyCopier copier)
    {
        for (nint frame = InnermostFrame; frame != 0; frame = FrameChain.Previous(frame))
        {
            copier.CopyAll(FrameChain.Locals(frame));
        }

        for (int i = 0; i < RootCount; i++)
        {
            ref ObjectReference root = ref Roots[i];
            root = new(copier.Copy(root.Address));
        }

        copier.CopyAll(new(_callbackLocal, 1));
        for (nint i = _nextPending; i < _pending.Count; i++)
        {
            _pending[i] = _pending[i] with { Object = copier.Copy(_pending[i].Object) };
        }
    }

    /// <summary>
    /// Clears every weak reference to an object that the roots do not reach, and redirects the others. Runs before
    /// anything is kept for a finalizer, so that no finalizer can see its object through a weak reference.
    /// </summary>
    /// <remarks>
    /// Weak references that are not reached themselves are settled too: a finalizer may yet keep them. They get no
    /// callback.
    /// </remarks>
    private void ClearWeakReferences()
    {
        for (nint i = 0; i < WeakReferences.Count; i++)
        {
            nint old = WeakReferences[i];
            bool live = CheneyCopier.IsForwarded(old);
            nint weak = live ? CheneyCopier.Forwarding(old) : old;
            ref long target = ref BumpObject.Word(weak, WeakReferenceInfo, WeakTargetWord);
            if (CheneyCopier.IsForwarded((nint)target))
            {
                target = CheneyCopier.Forwarding((nint)target);
                continue;
            }

            target = 0;
            _weakCleared++;
            long tag = BumpObject.Word(weak, WeakReferenceInfo, WeakTagWord);
            if (live && tag != 0 && WeakCallback is not null)
            {
                _pending.Push(new(weak, tag));
            }
        }
    }

    /// <summary>Keeps dead finalizable objects for their finalizers, in allocation order; each is queued once in its life.</summary>
    private void QueueFinalizers(ref CheneyCopier copier)
    {
        nint kept = 0;
        for (nint i = 0; i < Finalizable.Count; i++)
        {
            nint obj = Finalizable[i];
            if (CheneyCopier.IsForwarded(obj))
            {
                // Reached by the roots: what the queued ones reach is scanned only when all have been judged.
                Finalizable[kept++] = CheneyCopier.Forwarding(obj);
            }
            else if (FinalizerOf(BumpObject.Info(obj)) is not null)
            {
                _pending.Push(new(copier.Copy(obj), Tag: 0));
                _finalizersQueued++;
            }
        }

        Finalizable.Resize(kept);
    }

    /// <summary>Forgets weak references that are dead or cleared; both are settled for ever.</summary>
    private void KeepLiveWeakReferences()
    {
        nint kept = 0;
        for (nint i = 0; i < WeakReferences.Count; i++)
        {
            nint old = WeakReferences[i];
            if (!CheneyCopier.IsForwarded(old))
            {
                continue;
            }

            nint weak = CheneyCopier.Forwarding(old);
            if (BumpObject.Word(weak, WeakReferenceInfo, WeakTargetWord) != 0)
            {
                WeakReferences[kept++] = weak;
            }
        }

        WeakReferences.Resize(kept);
    }

    private void Flip(nint free)
    {
        if (_stress || Options.Verify)
        {
            NativeMemory.Fill((void*)_current.Start, (nuint)UsedBytes, DeadByte);
        }

        (_current, _idle) = (_idle, _current);
        Cursor = free;
        Limit = _stress ? 0 : Math.Min(Cursor + SampleBytes, _current.End);
    }
}

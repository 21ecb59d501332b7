using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.Heap.Events;
using Compare.Engines.Heap.Frames;
using Compare.Engines.Heap.Memory;
using Compare.Engines.MicroPython.Blocks;

namespace Compare.Engines.MicroPython;

/// <content>The collection.</content>
internal sealed unsafe partial class MicroPythonEngine<TProbe, TGeometry>
{
    private long _collections;
    private long _lastFreedHeads;
    private long _freedObjects;
    private long _freedBytes;
    private long _visitedHeads;
    private long _finalizersRun;
    private long _weakCleared;

    /// <inheritdoc/>
    public void CollectFor(CollectionCause cause)
    {
        GcEvent record = new()
        {
            Kind = CollectionKind.Major,
            Cause = cause,
            Generation = 0,
            StartNanoseconds = GcClock.Wall(),
            AllocatedBytes = _types.AllocatedBytes(),
            BeforeBytes = UsedBytes,
        };
        long cpu = GcClock.ThreadCpu();
        long finalizers = _finalizersRun;
        long cleared = _weakCleared;
        Sample(record.BeforeBytes);
        _options.Sampled?.Invoke(SampleMoment.BeforeCollection);

        Blocks.BeginCollection();
        MarkRoots();
        Blocks.FinishMarking();
        SettleWeakReferences();
        Blocks.FinalizeDead();
        SweepResult swept = Blocks.EndCollection();
        _sampledAmount = 0;

        record.AfterBytes = UsedBytes;
        record.CommittedBytes = CommittedBytes;
        record.VisitedObjects = swept.LiveHeads;
        record.FreedObjects = swept.FreedHeads - swept.FreedParts;
        record.FreedBytes = swept.FreedBlocks << TGeometry.BlockShift;
        record.FinalizersRun = _finalizersRun - finalizers;
        record.WeakCleared = _weakCleared - cleared;
        _collections++;
        _lastFreedHeads = swept.FreedHeads;
        _freedObjects += record.FreedObjects;
        _freedBytes += record.FreedBytes;
        _visitedHeads += swept.LiveHeads;
        record.CpuNanoseconds = GcClock.ThreadCpuSince(cpu);
        record.PauseNanoseconds = GcClock.Wall() - record.StartNanoseconds;
        _events.Add(record);
        Sample(record.AfterBytes);
        _options.Sampled?.Invoke(SampleMoment.AfterCollection);
        if (_options.Verify)
        {
            Verify();
        }
    }

    /// <summary>Marks from the locals of all frames, the root area and what the engine itself holds for the program.</summary>
    private void MarkRoots()
    {
        for (nint i = 0; i < _weaks.Count; i++)
        {
            if (_weaks[i].IsFinalize)
            {
                MarkFrom(_weaks[i].Weak); // The registry keeps finalize objects alive, and knows no others.
            }
        }

        for (nint i = _nextPending; i < _pending.Count; i++)
        {
            MarkFrom(_pending[i].Weak);
        }

        MarkFrom(_callbackLocal->Address);
        for (nint i = 0; i < _pinned.Count; i++)
        {
            MarkFrom(_pinned[i]);
        }

        for (nint i = 0; i < _roots.Count; i++)
        {
            MarkFrom(_roots[i].Address);
        }

        for (nint frame = InnermostFrame; frame != 0; frame = FrameChain.Previous(frame))
        {
            foreach (ObjectReference local in FrameChain.Locals(frame))
            {
                MarkFrom(local.Address);
            }
        }
    }

    private void MarkFrom(nint address)
    {
        if (_settings.IsPrecise)
        {
            MarkPrecisely(address);
        }
        else
        {
            Blocks.MarkRoot(address);
        }
    }
}

using Compare.Engines.Abstractions.Events;
using Compare.Engines.Clr.Host;
using Compare.Engines.Heap.Events;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.Clr;

/// <content>What the engine learns of the host's collections.</content>
public sealed unsafe partial class ClrEngine
{
    private readonly UnmanagedList<HostSnapshot> _snapshots = new();
    private nint _snapshotsRead;
    private long _peakUsedBytes;
    private long _peakCommittedBytes;
    private long _noteCpuNanoseconds;
    private long _noteBytes;

    /// <summary>
    /// Notes the allocation clock and the sizes after a collection of the host. Runs on the host's finalizer thread
    /// beside the mutator, so the clock is a little late: by what was allocated since the restart. Asks for the next one.
    /// </summary>
    internal void NoteHostCollection()
    {
        long cpu = GcClock.ThreadCpu();
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        NoteCollection();
        GCMemoryInfo info = GC.GetGCMemoryInfo(GCKind.Any);
        long before = 0;
        foreach (GCGenerationInfo generation in info.GenerationInfo)
        {
            before += generation.SizeBeforeBytes;
        }

        lock (_typesLock)
        {
            if (IsDisposed)
            {
                return;
            }

            long clock = _types.AllocatedBytes();
            long wall = GcClock.Wall();
            _snapshots.Push(new(info.Index, clock, before, info.TotalCommittedBytes, info.FragmentedBytes));
            _timeline.Add(new(wall, clock, before, info.TotalCommittedBytes));
            _timeline.Add(new(wall, clock, info.HeapSizeBytes, info.TotalCommittedBytes));
            Volatile.Write(ref _peakUsedBytes, Math.Max(_peakUsedBytes, before));
            Volatile.Write(ref _peakCommittedBytes, Math.Max(_peakCommittedBytes, info.TotalCommittedBytes));
        }

        if (_watched.Count > 0)
        {
            CallsMayBeDue = true;
        }

        GcSignal.Arm(this);
        lock (_typesLock)
        {
            _noteCpuNanoseconds += Math.Max(0, GcClock.ThreadCpuSince(cpu));
            _noteBytes += GC.GetAllocatedBytesForCurrentThread() - bytes;
        }
    }

    private HostSnapshot SnapshotAfter(long number)
    {
        lock (_typesLock)
        {
            for (nint i = _snapshotsRead; i < _snapshots.Count; i++)
            {
                if (_snapshots[i].Number >= number)
                {
                    _snapshotsRead = i; // Asked for in rising order.
                    return _snapshots[i];
                }
            }

            return new(GcEvent.Unknown, _types.AllocatedBytes(), GcEvent.Unknown, GcEvent.Unknown, GcEvent.Unknown);
        }
    }
}

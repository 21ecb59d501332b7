using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.CPython.Cycles;
using Compare.Engines.CPython.Objects;
using Compare.Engines.Heap.Events;

namespace Compare.Engines.CPython;

/// <content>The three generations: counters, thresholds, and when which of them is collected.</content>
internal sealed unsafe partial class CPythonEngine<TProbe>
{
    private const int GenerationCountOf = 3;
    private const int OldestGeneration = GenerationCountOf - 1;

    /// <summary>Lists beside the generations that one collection uses: 16-byte aligned heads, as the stack cannot give.</summary>
    private const int WorkListCount = 6;

    private const int ListCount = GenerationCountOf + WorkListCount;

    /// <summary>A full collection waits until survivors not yet seen by one exceed this share of those seen (long_lived_total / 4).</summary>
    private const int LongLivedShare = 4;

    private nint _lists;
    private readonly int[] _thresholds = new int[GenerationCountOf];
    private readonly int[] _olderCounts = new int[GenerationCountOf];
    private readonly long[] _collections = new long[GenerationCountOf];
    private int _count0;
    private int _trigger;
    private bool _isEnabled = true;
    private bool _isCollecting;
    private bool _isCollectionPending;
    private bool _tuplesChange;
    private long _longLivedTotal;
    private long _longLivedPending;

    private nint _young => _lists;

    /// <summary>Objects that trial deletion found dead.</summary>
    private nint _unreachable => Generation(GenerationCountOf);

    /// <summary>Dead objects whose finalizer was looked at.</summary>
    private nint _seen => Generation(GenerationCountOf + 1);

    /// <summary>Objects that are dead for good.</summary>
    private nint _trashList => Generation(GenerationCountOf + 2);

    /// <summary>Dead objects that clearing has left over.</summary>
    private nint _left => Generation(GenerationCountOf + 3);

    /// <summary>Of those, the ones that are still dead.</summary>
    private nint _dead => Generation(GenerationCountOf + 4);

    /// <summary>Tuples that collections need not see.</summary>
    private nint _untrackedTuples => Generation(GenerationCountOf + 5);

    private nint Generation(int generation) => _lists + (generation * GcList.HeadBytes);

    /// <summary>Puts an untracked object into the youngest generation.</summary>
    /// <param name="obj">Address of an object with a collector's header.</param>
    internal void Track(nint obj)
    {
        nint header = GcHeader.Of(obj);
        GcHeader.SetGeneration(header, GcHeader.GenerationBits(0));
        GcList.Append(_young, header);
    }

    /// <summary>
    /// Takes back that tuples were untracked, because one of them is being changed: it may now close a cycle, also
    /// through other untracked tuples. From now on tuples of this heap stay tracked.
    /// </summary>
    /// <remarks>Python's tuples never change, so CPython needs no such way back and keeps no list.</remarks>
    internal void RetrackTuples()
    {
        _tuplesChange = true;
        while (!GcList.IsEmpty(_untrackedTuples))
        {
            MoveTo(GcHeader.Next(_untrackedTuples), OldestGeneration);
        }
    }

    /// <summary>Counts an object of a type with a collector's header; schedules a collection when there are too many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // An increment and a compare on the allocation fast path.
    private void CountAllocation()
    {
        if (++_count0 > _trigger)
        {
            Schedule();
        }
    }

    /// <summary>The fast path's threshold: unreachable while automatic collection is off.</summary>
    private void UpdateTrigger() =>
        _trigger = _isEnabled && _thresholds[0] != 0 ? _thresholds[0] : int.MaxValue;

    [MethodImpl(MethodImplOptions.NoInlining)] // Once in a collection; keeps the fast path small.
    private void Schedule()
    {
        if (!_isCollecting)
        {
            _isCollectionPending = true;
            Pending = 1;
        }
    }

    /// <summary>Collects the oldest generation whose counter has passed its threshold.</summary>
    private void CollectAutomatically()
    {
        if (!_isEnabled || _isCollecting)
        {
            return;
        }

        for (int generation = OldestGeneration; generation >= 0; generation--)
        {
            int count = generation == 0 ? _count0 : _olderCounts[generation];
            bool tooFewNew = generation == OldestGeneration
                && _longLivedPending < _longLivedTotal / LongLivedShare;
            if (count > _thresholds[generation] && !tooFewNew)
            {
                CollectGeneration(generation, CollectionCause.Threshold);
                return;
            }
        }
    }

    /// <summary>Collects and logs the event.</summary>
    /// <returns>Unreachable objects found.</returns>
    private long CollectGeneration(int generation, CollectionCause cause)
    {
        long wall = GcClock.Wall();
        long cpu = GcClock.ThreadCpu();
        long before = UsedBytes();
        long freedBefore = FreedObjects();
        long finalizersBefore = _finalizersRun;
        long weakBefore = _weakCleared;
        int cascade = _cascade;
        _isCollecting = true;
        long visited = 0;
        long collected;
        try
        {
            collected = CollectCycles(generation, ref visited);
        }
        finally
        {
            _isCollecting = false;
            _cascade = cascade;
        }

        _collections[generation]++;
        long after = UsedBytes();
        long freed = FreedObjects() - freedBefore;
        _visited += visited;
        _events.Add(new()
        {
            Kind = generation == OldestGeneration ? CollectionKind.Major : CollectionKind.Minor,
            Cause = cause,
            Generation = generation,
            StartNanoseconds = wall,
            PauseNanoseconds = GcClock.Wall() - wall,
            CpuNanoseconds = GcClock.ThreadCpuSince(cpu),
            AllocatedBytes = _types.AllocatedBytes(),
            BeforeBytes = before,
            AfterBytes = after,
            CommittedBytes = CommittedBytes,
            VisitedObjects = visited,
            FreedObjects = freed,
            FreedBytes = before - after,
            FinalizersRun = _finalizersRun - finalizersBefore,
            WeakCleared = _weakCleared - weakBefore,
        });
        Sample();
        if (_options.Verify)
        {
            Verify();
        }

        return collected;
    }

    /// <summary>Counts the collection and joins the younger generations to the collected one.</summary>
    private void PrepareGenerations(int generation)
    {
        if (generation < OldestGeneration)
        {
            _olderCounts[generation + 1]++;
        }

        _count0 = 0;
        for (int i = 1; i <= generation; i++)
        {
            _olderCounts[i] = 0;
        }

        for (int i = 0; i < generation; i++)
        {
            GcList.Merge(Generation(i), Generation(generation));
        }
    }
}

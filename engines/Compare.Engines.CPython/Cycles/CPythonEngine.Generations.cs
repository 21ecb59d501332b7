using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.CPython.Cycles;
using Compare.Engines.CPython.Objects;
using Compare.Engines.Heap.Events;

namespace Compare.Engines.CPython;

/// <content>The three generations: counters, thresholds, and when which of them is collected.</content>
internal sealed unsafe partial class CPythonEngine<TProbe>
{
    private const int GenerationCountOf = 3;
    private const int OldestGeneration = GenerationCountOf - 1;

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
    private long _longLivedTotal;
    private long _longLivedPending;

    private nint _young => _lists;

    private nint Generation(int generation) => _lists + (generation * GcList.HeadBytes);

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

    private static long ReferencesOf(nint tuple)
    {
        TypeInfo* info = ObjectLayout.Type(tuple);
        return info->References + (info->Elements == ElementKind.References ? ObjectLayout.Length(tuple) : 0);
    }

    /// <summary>
    /// Takes tuples out of the collector's sight that can never be part of a cycle again. A tuple with a null is still
    /// being built and stays, as in CPython.
    /// </summary>
    /// <returns>Number of tuples untracked.</returns>
    private static long UntrackTuples(nint list)
    {
        long untracked = 0;
        nint next;
        for (nint header = GcHeader.Next(list); header != list; header = next)
        {
            next = GcHeader.Next(header);
            nint obj = GcHeader.Object(header);
            if (ObjectLayout.Type(obj)->IsTuple != 0)
            {
                UntrackVisitor visitor = default;
                Traversal.VisitChildren(obj, ref visitor);
                if (!visitor.Blocked && visitor.Visited == ReferencesOf(obj))
                {
                    GcList.Remove(header);
                    untracked++;
                }
            }
        }

        return untracked;
    }

    private struct UntrackVisitor : IChildVisitor
    {
        public bool Blocked { get; private set; }

        public long Visited { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)] // Part of every collection that meets tuples.
        public void Visit(nint child)
        {
            Visited++;
            TypeInfo* info = ObjectLayout.Type(child);
            Blocked |= info->IsGc != 0 && (info->IsTuple == 0 || GcHeader.IsTracked(child));
        }
    }
}

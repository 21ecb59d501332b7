using System.Runtime.CompilerServices;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.CPython.Cycles;
using Compare.Engines.CPython.Objects;
using Compare.Engines.Heap.Events;

namespace Compare.Engines.CPython;

/// <content>The generations: lists, counters, thresholds, and when which of them is collected.</content>
/// <remarks>
/// To 3.13 there are three generations. In 3.14 list 0 is the young objects, 1 and 2 are the two old spaces, one of which
/// has been visited in the current cycle; see Increments.
/// </remarks>
internal sealed unsafe partial class CPythonEngine<TProbe, TVersion>
{
    private const int GenerationCountOf = 3;
    private const int OldestGeneration = GenerationCountOf - 1;

    /// <summary>Number of the list of frozen and immortal objects.</summary>
    private const int PermanentGeneration = GenerationCountOf;

    /// <summary>Lists beside the generations: 16-byte aligned heads, as the stack cannot give.</summary>
    private const int ListCount = GenerationCountOf + 6;

    /// <summary>A full collection waits until survivors not yet seen by one exceed this share of those seen (long_lived_total / 4).</summary>
    private const int LongLivedShare = 4;

    private WalkOrder* _walkOrder = WalkOrder.Allocate();
    private nint _lists;
    private readonly int[] _thresholds = new int[GenerationCountOf];
    private readonly int[] _olderCounts = new int[GenerationCountOf];
    private readonly GenerationStatistics[] _generationStatistics = new GenerationStatistics[GenerationCountOf];
    private int _count0;
    private int _trigger;
    private bool _isEnabled = true;
    private bool _isCollecting;
    private bool _isCollectionPending;
    private long _longLivedTotal;
    private long _longLivedPending;

    private nint _young => _lists;

    private nint _permanent => Generation(PermanentGeneration);

    /// <summary>Objects that trial deletion found dead.</summary>
    private nint _unreachable => Generation(PermanentGeneration + 1);

    /// <summary>Dead objects whose finalizer was looked at.</summary>
    private nint _seen => Generation(PermanentGeneration + 2);

    /// <summary>Objects that are dead for good.</summary>
    private nint _trashList => Generation(PermanentGeneration + 3);

    /// <summary>Dead objects that clearing has left over.</summary>
    private nint _left => Generation(PermanentGeneration + 4);

    /// <summary>Objects with a legacy finalizer and what they reach; in 3.14 also the increment and what is being marked.</summary>
    private nint _work => Generation(PermanentGeneration + 5);

    private nint Generation(int generation) => _lists + (generation * GcList.HeadBytes);

    /// <summary>Puts an untracked object into the youngest generation.</summary>
    /// <param name="obj">Address of an object with a collector's header.</param>
    internal void Track(nint obj)
    {
        TrackIn(obj, 0);
        CountTracked();
    }

    /// <summary>Tracks an object that was just allocated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Part of the allocation fast path.
    private void TrackFresh(nint obj)
    {
        GcList.AppendFresh(_young, GcHeader.Of(obj));
        CountTracked();
    }

    private void TrackIn(nint obj, int generation)
    {
        nint header = GcHeader.Of(obj);
        GcHeader.SetGeneration(header, GcHeader.GenerationBits(generation));
        GcList.Append(Generation(generation), header);
    }

    /// <summary>To 3.13: counts an object with a collector's header when its memory is taken from the allocator.</summary>
    /// <param name="obj">Address of the object that is being made; 0 when it is made already.</param>
    /// <param name="info">Its type.</param>
    /// <param name="length">Its elements.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // An increment and a compare on the allocation fast path.
    private void CountAllocation(nint obj, TypeInfo* info, int length)
    {
        if (++_count0 > _trigger)
        {
            Schedule(obj, info, length);
        }
    }

    /// <summary>From 3.14 on: counts an object when it becomes tracked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Part of the allocation fast path of 3.14, nothing else.
    private void CountTracked()
    {
        if (TVersion.IsIncremental)
        {
            _tracked++;
            CountAllocation(0, null, 0);
        }
    }

    /// <summary>From 3.14 on: counts objects that are not tracked any more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Part of every death in 3.14, nothing else.
    private void CountUntracked(long objects)
    {
        if (TVersion.IsIncremental)
        {
            _tracked -= objects;
            _count0 = (int)Math.Max(0, _count0 - objects);
        }
    }

    /// <summary>The fast path's threshold: unreachable while automatic collection is off.</summary>
    private void UpdateTrigger() =>
        _trigger = _isEnabled && _thresholds[0] != 0 ? _thresholds[0] : int.MaxValue;

    [MethodImpl(MethodImplOptions.NoInlining)] // Once in a collection; keeps the fast path small.
    private void Schedule(nint obj, TypeInfo* info, int length)
    {
        if (_isCollecting)
        {
            return;
        }

        if (TVersion.CollectsInsideAllocation)
        {
            BeginMaking(obj, info, length);
            try
            {
                CollectAutomatically();
            }
            finally
            {
                _unmade = 0;
            }

            return;
        }

        _isCollectionPending = true;
        Pending = 1;
    }

    /// <summary>Collects the oldest generation whose counter has passed its threshold; in 3.14, an increment.</summary>
    private void CollectAutomatically()
    {
        if (!_isEnabled || _isCollecting)
        {
            return;
        }

        if (TVersion.IsIncremental)
        {
            CollectGeneration(1, CollectionCause.Threshold);
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

    /// <summary>Collects, calls the callbacks around it, and logs the event.</summary>
    /// <returns>Unreachable objects found.</returns>
    private long CollectGeneration(int generation, CollectionCause cause)
    {
        _isCollecting = true;
        try
        {
            Notify(new(CollectionPhase.Start, generation, 0, 0));
            CollectionTally tally = LogCollection(generation, cause);
            Notify(new(CollectionPhase.Stop, generation, tally.Collected, tally.Uncollectable));
            return tally.Collected + tally.Uncollectable;
        }
        finally
        {
            _isCollecting = false;
        }
    }

    private CollectionTally LogCollection(int generation, CollectionCause cause)
    {
        long wall = GcClock.Wall();
        long cpu = GcClock.ThreadCpu();
        long before = UsedBytes();
        long freedBefore = FreedObjects();
        long finalizersBefore = _finalizersRun;
        long weakBefore = _weakCleared;
        int cascade = _cascade;
        CollectionTally tally = default;
        Offer(SampleMoment.BeforeCollection);
        if (_isRetrackPending)
        {
            RetrackContainers();
        }

        if (TVersion.IsIncremental)
        {
            CollectSpaces(generation, ref tally);
        }
        else
        {
            CollectCycles(generation, ref tally);
        }

        _cascade = cascade;
        if (tally.IsEmpty)
        {
            return tally; // 3.14 had no work to do yet.
        }

        GenerationStatistics sum = _generationStatistics[generation];
        _generationStatistics[generation] = new(
            sum.Collections + (tally.IsMarking ? 0 : 1),
            sum.Collected + tally.Collected,
            sum.Uncollectable + tally.Uncollectable);
        long after = UsedBytes();
        _visited += tally.Visited;
        _events.Add(new()
        {
            Kind = generation == OldestGeneration ? CollectionKind.Major
                : TVersion.IsIncremental && generation == 1 ? CollectionKind.Increment : CollectionKind.Minor,
            Cause = cause,
            Generation = generation,
            StartNanoseconds = wall,
            PauseNanoseconds = GcClock.Wall() - wall,
            CpuNanoseconds = GcClock.ThreadCpuSince(cpu),
            AllocatedBytes = _types.AllocatedBytes(),
            BeforeBytes = before,
            AfterBytes = after,
            CommittedBytes = CommittedBytes,
            VisitedObjects = tally.Visited,
            FreedObjects = FreedObjects() - freedBefore,
            FreedBytes = before - after,
            UncollectableObjects = tally.Uncollectable,
            FinalizersRun = _finalizersRun - finalizersBefore,
            WeakCleared = _weakCleared - weakBefore,
        });
        Sample();
        Offer(SampleMoment.AfterCollection);
        if (_options.Verify)
        {
            Verify();
        }

        return tally;
    }

    /// <summary>One collection to 3.13: the generation with all younger ones; survivors become one older.</summary>
    private void CollectCycles(int generation, ref CollectionTally tally)
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

        bool isFull = generation == OldestGeneration;
        SplitResult split = Split(Generation(generation), generation, isFull ? generation : generation + 1);
        tally.Visited += split.Examined;
        if (isFull)
        {
            long dicts = split.HasDicts ? UntrackDicts(Generation(generation)) : 0;
            _longLivedPending = 0;
            _longLivedTotal = split.Reachable - dicts;
        }
        else
        {
            if (generation == OldestGeneration - 1)
            {
                _longLivedPending += split.Reachable;
            }

            GcList.Merge(Generation(generation), Generation(generation + 1));
        }

        HandleTrash(isFull ? generation : generation + 1, split.Unreachable, ref tally);
        if (isFull)
        {
            ClearFreeLists();
        }
    }

    private SplitResult Split(nint list, int generation, int older) => TrialDeletion<TVersion>.SplitGeneration(
        list, generation, older, _unreachable, _profile.ImmortalsBecomePermanent ? _permanent : 0, !_tuplesChange, _walkOrder);
}

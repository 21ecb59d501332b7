using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Harness.HeapMaps;

namespace Compare.Worker;

/// <summary>
/// Takes maps of the heap during the iteration that counts work: at points of the allocation clock that are the same on every
/// engine, where phases begin, and around collections. Of each sort a bounded number is kept: when there are more, every second
/// one goes and the next ones come half as often, by rules that know no time, so that looks repeat.
/// </summary>
/// <remarks>
/// An engine on the host's heap does not offer its collections: they show at the next look, as a count that has risen. Its looks
/// stay outside that heap until the end.
/// </remarks>
internal sealed class HeapMapRecorder : IDisposable
{
    /// <summary>Bytes of the allocation clock between two looks at first; a step of a small program.</summary>
    private const long FirstStride = 1 << 10;

    /// <summary>Looks of all sorts that are kept, and those by which a sort is over its most before it is thinned.</summary>
    private const int MostLooks = 128;

    private readonly HeapMapSketch _sketch = new();
    private readonly List<Taken> _looks = new(MostLooks);
    private readonly long[] _strides = [1, 1, 1, 1]; // By Sort; the clock has its own.
    private readonly HeapMapTape _tape = new();
    private IEngine? _engine;
    private bool _isManaged;
    private long _origin;
    private long _collectionsBefore;
    private long _collections;
    private long _phases;
    private string? _phase;

    /// <summary>Initializes a new instance of the <see cref="HeapMapRecorder"/> class.</summary>
    public HeapMapRecorder() => Clock = new AllocationClock(AtPoint) { Stride = FirstStride };

    private enum Sort
    {
        Always,
        Clock,
        Phase,
        Collection,
    }

    /// <summary>What the program's heap is watched by.</summary>
    public AllocationClock Clock { get; }

    /// <summary>Begins an iteration.</summary>
    public void Begin(IEngine engine)
    {
        _engine = engine;
        _isManaged = engine.Traits.ManagedHeap;
        HeapStatistics now = engine.Control.Statistics;
        (_origin, _collectionsBefore) = (now.AllocatedBytes, CollectionsOf(now));
        Look(Sort.Always, 0, "begin");
    }

    /// <summary>Ends the iteration: all frames are left.</summary>
    public void End()
    {
        Look(Sort.Always, 0, "end");
        _engine = null;
    }

    /// <summary>The workload says that the most objects are live.</summary>
    public void AtPeak() => Look(Sort.Always, 0, "peak");

    /// <summary>A phase of the workload begins.</summary>
    public void AtPhase(string name)
    {
        _phase = name;
        LookIfDue(Sort.Phase, _phases++, "phase");
    }

    /// <summary>The engine offers its heap.</summary>
    public void Offer(SampleMoment moment)
    {
        if (moment == SampleMoment.BeforeCollection)
        {
            LookIfDue(Sort.Collection, _collections, "before");
        }
        else if (moment == SampleMoment.AfterCollection)
        {
            LookIfDue(Sort.Collection, _collections++, "after");
        }
    }

    /// <summary>Makes the record; null when nothing was seen.</summary>
    public HeapMapRecord? Record() =>
        _looks.Count == 0 ? null : _sketch.Finish(_looks.ConvertAll(look => (
            new HeapMapLook(look.Moment, look.AllocatedBytes, look.Phase, look.Collections, []),
            look.Draft ?? _sketch.Look(map => _tape.Tell(look.Place, map))!)));

    /// <inheritdoc/>
    public void Dispose() => _tape.Dispose();

    /// <summary>Most looks of a sort, so that all of them together are at most 120.</summary>
    private static int Most(Sort sort) => sort switch
    {
        Sort.Clock => 60,
        Sort.Phase => 16,
        Sort.Collection => 40,
        _ => int.MaxValue, // Begin, peak and end.
    };

    private void AtPoint()
    {
        Look(Sort.Clock, Clock.Bytes, "clock");
        if (CountOf(Sort.Clock) > Most(Sort.Clock))
        {
            // A point stays when it is the first of a longer stride.
            Clock.Stride *= 2;
            long last = -1;
            Thin(Sort.Clock, number => last != (last = number / Clock.Stride));
        }
    }

    private void LookIfDue(Sort sort, long number, string moment)
    {
        if (number % _strides[(int)sort] != 0)
        {
            return;
        }

        Look(sort, number, moment);
        if (CountOf(sort) > Most(sort))
        {
            long stride = _strides[(int)sort] *= 2;
            Thin(sort, kept => kept % stride == 0);
        }
    }

    private int CountOf(Sort sort) => _looks.Count(look => look.Sort == sort);

    private void Thin(Sort sort, Predicate<long> isKept) => _looks.RemoveAll(look => look.Sort == sort && !isKept(look.Number));

    private void Look(Sort sort, long number, string moment)
    {
        if (_engine is not { } engine)
        {
            return;
        }

        MapDraft? draft = _isManaged ? null : _sketch.Look(engine);
        Range? place = _isManaged ? _tape.Record(engine) : null;
        if (draft is null && place is null)
        {
            return;
        }

        HeapStatistics now = engine.Control.Statistics;
        if (_isManaged && CollectionsOf(now) - _collectionsBefore > _collections)
        {
            _collections = CollectionsOf(now) - _collectionsBefore;
            moment = moment == "clock" ? "after" : moment;
        }

        _looks.Add(new(sort, number, moment, now.AllocatedBytes - _origin, _phase, _collections, draft, place.GetValueOrDefault()));
    }

    private static long CollectionsOf(HeapStatistics now) => now.MinorCollections + now.MajorCollections;

    /// <summary>A look that was taken: a draft of it, or its place on the tape.</summary>
    private readonly record struct Taken(
        Sort Sort, long Number, string Moment, long AllocatedBytes, string? Phase, long Collections, MapDraft? Draft, Range Place);
}

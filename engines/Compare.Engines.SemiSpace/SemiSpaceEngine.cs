using System.Runtime.InteropServices;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Events;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Heap.Bump;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.SemiSpace;

/// <summary>
/// A copying collector on two spaces: allocation bumps a pointer through one, a collection moves what is live to the
/// other (Cheney 1970). The plainest moving collector: a yardstick, and the stress test of programs and of the interface.
/// </summary>
public sealed unsafe partial class SemiSpaceEngine : BumpEngine
{
    /// <summary>Granularity of the spaces, bytes.</summary>
    internal const int PageBytes = 4096;

    /// <summary>Allocation between two samples of memory on the slow path.</summary>
    private const int SampleBytes = 1 << 20;

    /// <summary>Without a limit both spaces together stop at this share of the machine's memory.</summary>
    private const double SystemShare = 0.8;

    private readonly bool _stress;
    private readonly double _growth;
    private nint _mostSpaceBytes;
    private Semispace _current;
    private Semispace _idle;
    private nint _targetBytes;
    private long _peakUsedBytes;
    private long _peakCommittedBytes;

    /// <summary>Initializes a new instance of the <see cref="SemiSpaceEngine"/> class.</summary>
    /// <param name="options">How it is made.</param>
    /// <param name="traits">What it promises.</param>
    /// <exception cref="ParameterException">The heap limit does not hold two spaces of a page.</exception>
    internal SemiSpaceEngine(EngineOptions options, EngineTraits traits)
        : base(options, traits)
    {
        long limit = options.HeapLimitBytes ?? (long)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * SystemShare);
        _mostSpaceBytes = (nint)(limit / 2 / PageBytes * PageBytes);
        if (_mostSpaceBytes == 0)
        {
            throw new ParameterException(
                $"engine semispace: a heap limit of {limit} bytes does not hold two spaces; give at least {2 * PageBytes}.");
        }

        _stress = options.Parameters.Boolean(SemiSpaceEngineFactory.StressKey);
        _growth = options.Parameters.Number(SemiSpaceEngineFactory.GrowthKey);
        _targetBytes = BoundSpace(options.Parameters.Integer(SemiSpaceEngineFactory.InitialKey));
        _current = Map(_targetBytes);
        if (_current.Start == 0)
        {
            throw new ParameterException($"engine semispace: the system refuses a space of {_targetBytes} bytes.");
        }

        _callbackLocal = (ObjectReference*)NativeMemory.AllocZeroed((nuint)sizeof(ObjectReference));
        _peakCommittedBytes = _current.Bytes;
        Cursor = _current.Start;
    }

    /// <inheritdoc/>
    public override bool AutomaticCollection
    {
        get => true;
        set
        {
            if (!value)
            {
                throw new NotSupportedException("semispace cannot stop collecting: a full space leaves no other way.");
            }
        }
    }

    /// <inheritdoc/>
    public override HeapStatistics Statistics => new()
    {
        AllocatedObjects = Types.AllocatedObjects(),
        AllocatedBytes = Types.AllocatedBytes(),
        ObjectCount = Types.AllocatedObjects() - _freedObjects,
        UsedBytes = UsedBytes,
        PeakUsedBytes = Math.Max(_peakUsedBytes, UsedBytes),
        CommittedBytes = CommittedBytes,
        PeakCommittedBytes = _peakCommittedBytes,
        MinorCollections = 0,
        MajorCollections = _collections,
    };

    private long UsedBytes => Cursor - _current.Start;

    private long CommittedBytes => _current.Bytes + _idle.Bytes;

    /// <inheritdoc/>
    public override HeapCensus TakeCensus() =>
        LinearWalk.TakeCensus(Types, "semispace", [(_current.Start, Cursor)]);

    /// <inheritdoc/>
    public override IReadOnlyList<WorkCount> GetWork() => Options.CountWork
        ?
        [
            .. base.GetWork(),
            new("objects_freed", _freedObjects, "objects"),
            new("bytes_freed", _freedBytes, "bytes"),
            new("objects_visited", _copiedObjects, "objects"),
            new("objects_copied", _copiedObjects, "objects"),
            new("bytes_copied", _copiedBytes, "bytes"),
            new("collections", _collections, "operations"),
            new("weak_references_cleared", _weakCleared, "objects"),
            new("finalizers_queued", _finalizersQueued, "operations"),
            new("blocks_acquired", _spacesMapped, "blocks"),
        ]
        : [];

    /// <inheritdoc/>
    protected override nint AllocateSlow(nint bytes)
    {
        Offer(SampleMoment.Growth);
        if (_stress)
        {
            CollectNow(CollectionCause.Stress, bytes);
            DeliverPending();
        }

        while (!Fits(bytes))
        {
            if (bytes > _mostSpaceBytes)
            {
                throw Exhausted(bytes);
            }

            CollectNow(CollectionCause.AllocationFailure, bytes);
            bool fits = Fits(bytes);
            DeliverPending(); // May fill the space again, and may want a larger one.
            if (!fits && !Fits(bytes) && _targetBytes <= _current.Bytes)
            {
                throw Exhausted(bytes);
            }
        }

        nint obj = Cursor;
        Advance(bytes);
        return obj;
    }

    /// <inheritdoc/>
    /// <remarks>Under stress nothing grows in place: every request for memory collects.</remarks>
    protected override nint ExtendLast(nint buffer, nint bytes)
    {
        if (base.ExtendLast(buffer, bytes) != 0)
        {
            return buffer;
        }

        if (_stress || !Fits(bytes))
        {
            return 0;
        }

        Advance(bytes);
        return buffer;
    }

    /// <inheritdoc/>
    protected override void RestCore()
    {
        long queued = _finalizersQueued;
        Collect(0);
        if (_finalizersQueued != queued)
        {
            Collect(0); // What was finalized is garbage now.
        }
    }

    /// <inheritdoc/>
    protected override void ReleaseSpaces()
    {
        Unmap(ref _current);
        Unmap(ref _idle);
        Cursor = 0;
        Limit = 0;
        _pending.Dispose();
        NativeMemory.Free(_callbackLocal);
        _callbackLocal = null;
    }

    private static void Unmap(ref Semispace space)
    {
        if (space.Start != 0)
        {
            SystemMemory.Unmap(space.Start, space.Bytes);
            space = default;
        }
    }

    /// <summary>Takes memory that is there, past the limit of the fast path, and takes a sample.</summary>
    private void Advance(nint bytes)
    {
        Cursor += bytes;
        if (!_stress)
        {
            Limit = Math.Min(Cursor + SampleBytes, _current.End);
        }

        Sample(UsedBytes, CommittedBytes);
    }

    private bool Fits(nint bytes) => bytes <= _current.End - Cursor;

    private nint BoundSpace(double bytes) =>
        (nint)Math.Min(Math.Ceiling(bytes / PageBytes) * PageBytes, _mostSpaceBytes);

    private HeapExhaustedException Exhausted(nint bytes) =>
        new(bytes, Options.HeapLimitBytes, UsedBytes, _current.End - Cursor);

    private Semispace Map(nint bytes)
    {
        nint start = SystemMemory.Map(bytes);
        if (start == 0)
        {
            return default;
        }

        _spacesMapped++;
        return new(start, bytes);
    }

    /// <summary>Makes the idle space as large as the target, or, where the system refuses, as the current space.</summary>
    private void PrepareToSpace(nint wanted)
    {
        if (_idle.Bytes >= _targetBytes)
        {
            return;
        }

        // Unmapped first: at no moment may the spaces together exceed the heap limit.
        Unmap(ref _idle);
        _idle = Map(_targetBytes);
        if (_idle.Start == 0)
        {
            _mostSpaceBytes = _current.Bytes;
            _targetBytes = _current.Bytes;
            _idle = Map(_targetBytes);
        }

        if (_idle.Start == 0)
        {
            throw Exhausted(wanted);
        }

        _peakCommittedBytes = Math.Max(_peakCommittedBytes, CommittedBytes);
    }

    /// <summary>Chooses the size of the next to-space, so that live objects and the request take half of it at most.</summary>
    private void ChooseTarget(nint wanted)
    {
        long needed = 2 * (UsedBytes + wanted);
        while (_targetBytes < needed && _targetBytes < _mostSpaceBytes)
        {
            _targetBytes = BoundSpace(_targetBytes * _growth);
        }
    }
}

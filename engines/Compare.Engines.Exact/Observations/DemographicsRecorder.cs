using System.Numerics;
using Compare.Engines.Heap.Memory;

namespace Compare.Engines.Exact.Observations;

/// <summary>Collects what <see cref="Demographics"/> tells. All memory but the answer is made before the run or is native.</summary>
/// <remarks>
/// <para><b>The peak.</b> Cyclic garbage is found late, so what seems to live is more than what does. The largest value of what does
/// can lie only at a moment just after an allocation at which what seems to live exceeds the largest value known. These moments are
/// kept until the next trace, which tells what had died by then.</para>
/// <para><b>The end.</b> What dies after the last allocation was alive when the run ended; the program left its frames only then.</para>
/// </remarks>
/// <param name="nurseryBytes">Age up to which an object counts as young.</param>
internal sealed class DemographicsRecorder(long nurseryBytes) : IExactObserver, IDisposable
{
    private const int Classes = 64;

    /// <summary>Binary logarithm of the smallest age of the survival curve.</summary>
    private const int FirstAgeLog = 10;

    private const long MostMoments = 1 << 20;

    private readonly long[] _sizeObjects = new long[Classes];
    private readonly long[] _sizeBytes = new long[Classes];
    private readonly long[] _bufferTimes = new long[Classes];
    private readonly long[] _bufferBytes = new long[Classes];
    private readonly long[] _ageObjects = new long[Classes];
    private readonly long[] _ageBytes = new long[Classes];
    private readonly UnmanagedList<Moment> _moments = new();
    private readonly UnmanagedList<Death> _cyclicDeaths = new();
    private readonly UnmanagedList<long> _cyclicTimes = new();
    private Totals _dead;
    private Totals _deadAtLast;
    private long _lastDeath;
    private bool _isTracing;
    private long _allocatedObjects;
    private long _stores;
    private long _initialising;
    private long _clearing;
    private long _oldToYoung;
    private long _outOfNursery;
    private long _peakObjects;
    private long _peakBytes;
    private long _peakAt;
    private long _weakReferences;
    private long _finalizersRun;

    /// <summary>Gets or sets the graph at the peak.</summary>
    public GraphShape? Graph { get; set; }

    /// <inheritdoc/>
    public bool WantsTrace(long liveObjects) => _moments.Count >= Math.Max(MostMoments, liveObjects);

    /// <inheritdoc/>
    public void Allocated(long bytes, long clock, long liveObjects, long liveBytes)
    {
        _allocatedObjects++;
        int size = BitOperations.Log2((ulong)bytes);
        _sizeObjects[size]++;
        _sizeBytes[size] += bytes;
        NoteMoment(clock, liveObjects, liveBytes);
    }

    /// <inheritdoc/>
    public void BufferSized(long bytes, long clock, long liveObjects, long liveBytes)
    {
        int size = BitOperations.Log2((ulong)bytes);
        _bufferTimes[size]++;
        _bufferBytes[size] += bytes;
        NoteMoment(clock, liveObjects, liveBytes);
    }

    /// <inheritdoc/>
    public void Stored(long holderBirth, long valueBirth, long clock, bool isInitialising, bool isClearing)
    {
        _stores++;
        _initialising += isInitialising ? 1 : 0;
        _clearing += isClearing ? 1 : 0;
        if (valueBirth > holderBirth)
        {
            _oldToYoung++;
            _outOfNursery += clock - holderBirth > nurseryBytes && clock - valueBirth <= nurseryBytes ? 1 : 0;
        }
    }

    /// <inheritdoc/>
    public void BufferDied(long birth, long bytes, long time) => _ageBytes[AgeClass(time - birth)] += bytes;

    /// <inheritdoc/>
    public void ObjectDied(long birth, long bytes, long bufferBytes, long time, bool isCyclic)
    {
        int age = AgeClass(time - birth);
        _ageObjects[age]++;
        _ageBytes[age] += bytes;
        long sum = bytes + bufferBytes;
        _dead.Add(sum, isCyclic);
        if (time > _lastDeath)
        {
            _lastDeath = time;
            _deadAtLast = default;
        }

        if (time == _lastDeath)
        {
            _deadAtLast.Add(sum, isCyclic);
        }

        if (_isTracing)
        {
            _cyclicTimes.Push(time);
            _cyclicDeaths.Push(new() { Bytes = sum });
        }
    }

    /// <inheritdoc/>
    public void WeakReferenceMade() => _weakReferences++;

    /// <inheritdoc/>
    public void FinalizerCalled() => _finalizersRun++;

    /// <inheritdoc/>
    public void BeginTrace() => _isTracing = true;

    /// <inheritdoc/>
    /// <remarks>The kept moments can be judged now.</remarks>
    public void EndTrace()
    {
        _isTracing = false;
        _cyclicTimes.AsSpan().Sort(_cyclicDeaths.AsSpan());
        nint next = 0;
        Totals gone = default;
        for (nint i = 0; i < _moments.Count; i++)
        {
            // A death at the moment of an allocation comes after it.
            Moment moment = _moments[i];
            for (; next < _cyclicTimes.Count && _cyclicTimes[next] < moment.Clock; next++)
            {
                gone.Add(_cyclicDeaths[next].Bytes, isCyclic: true);
            }

            _peakObjects = Math.Max(_peakObjects, moment.Objects - gone.Objects);
            if (moment.Bytes - gone.Bytes > _peakBytes)
            {
                (_peakBytes, _peakAt) = (moment.Bytes - gone.Bytes, moment.Clock);
            }
        }

        _moments.Clear();
        _cyclicTimes.Clear();
        _cyclicDeaths.Clear();
    }

    /// <summary>Makes the answer, after the last trace of the run.</summary>
    /// <param name="clock">The clock at the end of the run.</param>
    /// <param name="weakCleared">Weak references whose target died first.</param>
    /// <param name="leftObjects">Objects that the implementation keeps beyond the run.</param>
    /// <param name="leftBytes">Their bytes.</param>
    public Demographics Finish(long clock, long weakCleared, long leftObjects, long leftBytes)
    {
        Totals atEnd = _lastDeath == clock ? _deadAtLast : default;
        return new()
        {
            AllocatedObjects = _allocatedObjects,
            AllocatedBytes = clock,
            Sizes = SizeClasses(),
            PeakLiveObjects = _peakObjects,
            PeakLiveBytes = _peakBytes,
            PeakAtBytes = _peakAt,
            Survival = Curve(clock),
            AliveAtEndObjects = atEnd.Objects + leftObjects,
            AliveAtEndBytes = atEnd.Bytes + leftBytes,
            Graph = Graph,
            Stores = new()
            {
                All = _stores,
                Initialising = _initialising,
                Clearing = _clearing,
                OldToYoung = _oldToYoung,
                OutOfNurseryToNursery = _outOfNursery,
            },
            NurseryBytes = nurseryBytes,
            DeadObjects = _dead.Objects - atEnd.Objects,
            DeadBytes = _dead.Bytes - atEnd.Bytes,
            CyclicDeadObjects = _dead.CyclicObjects - atEnd.CyclicObjects,
            CyclicDeadBytes = _dead.CyclicBytes - atEnd.CyclicBytes,
            WeakReferences = _weakReferences,
            WeakReferencesCleared = weakCleared,
            FinalizersRun = _finalizersRun,
        };
    }

    /// <summary>An object that outlives the run: it is treated as dying at its end.</summary>
    public void ObjectLeft(long birth, long bytes, long clock)
    {
        int age = AgeClass(clock - birth);
        _ageObjects[age]++;
        _ageBytes[age] += bytes;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _moments.Dispose();
        _cyclicDeaths.Dispose();
        _cyclicTimes.Dispose();
    }

    /// <summary>Class 0 holds ages below the first of the curve, class i those from its i-th on.</summary>
    private static int AgeClass(long age) => Math.Max(BitOperations.Log2((ulong)age | 1) - FirstAgeLog + 1, 0);

    private void NoteMoment(long clock, long objects, long bytes)
    {
        if (objects > _peakObjects || bytes > _peakBytes)
        {
            _moments.Push(new() { Clock = clock, Objects = objects, Bytes = bytes });
        }
    }

    private List<SizeClass> SizeClasses()
    {
        int first = 0;
        while (first < Classes - 1 && _sizeObjects[first] + _bufferTimes[first] == 0)
        {
            first++;
        }

        int last = Classes - 1;
        while (last > first && _sizeObjects[last] + _bufferTimes[last] == 0)
        {
            last--;
        }

        return _allocatedObjects == 0
            ? []
            : [
                .. Enumerable.Range(first, last - first + 1).Select(i => new SizeClass(
                    1L << i, _sizeObjects[i], _sizeBytes[i], _bufferTimes[i], _bufferBytes[i])),
            ];
    }

    private List<SurvivalPoint> Curve(long clock)
    {
        List<SurvivalPoint> curve = [];
        long objects = _allocatedObjects;
        long bytes = clock;
        for (int i = 0; FirstAgeLog + i < Classes - 1 && 1L << (FirstAgeLog + i) <= clock; i++)
        {
            objects -= _ageObjects[i];
            bytes -= _ageBytes[i];
            curve.Add(new(1L << (FirstAgeLog + i), (double)bytes / clock, (double)objects / _allocatedObjects));
        }

        return curve;
    }

    private struct Moment
    {
        public long Clock;
        public long Objects;
        public long Bytes;
    }

    private struct Death
    {
        public long Bytes;
    }

    private struct Totals
    {
        public long Objects;
        public long Bytes;
        public long CyclicObjects;
        public long CyclicBytes;

        public void Add(long bytes, bool isCyclic)
        {
            Objects++;
            Bytes += bytes;
            CyclicObjects += isCyclic ? 1 : 0;
            CyclicBytes += isCyclic ? bytes : 0;
        }
    }
}

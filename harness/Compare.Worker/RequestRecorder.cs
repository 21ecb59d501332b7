using Compare.Engines.Abstractions.Workloads;
using Compare.Engines.Heap.Memory;
using Compare.Harness.Execution;

namespace Compare.Worker;

/// <summary>
/// Remembers when requests were scheduled, began and ended, in native memory that is there before the run, and lets time pass
/// until a request arrives.
/// </summary>
internal sealed class RequestRecorder : IDisposable
{
    private const int NumbersPerRequest = 3;
    private const int MostRequests = 2_000_000;
    private const long NanosecondsPerMillisecond = 1_000_000;

    /// <summary>A sleeping thread may wake up so much late; the rest is waited for awake.</summary>
    private const long SleepError = 2 * NanosecondsPerMillisecond;

    private readonly UnmanagedList<long> _times = new();
    private readonly bool _keepsTime;
    private readonly long _most;
    private long _servingBegan;
    private long _scheduled;
    private long _began;
    private long _stored;

    /// <summary>Makes room for the requests of one iteration.</summary>
    /// <param name="requests">Requests of one iteration.</param>
    /// <param name="keepsTime">Whether to wait for scheduled requests; counting work needs no time.</param>
    public RequestRecorder(long requests, bool keepsTime)
    {
        _keepsTime = keepsTime;
        _most = Math.Min(requests, MostRequests);
        _times.EnsureRoom((nint)(_most * NumbersPerRequest));
    }

    /// <summary>Time that passed without a request in this iteration, ns.</summary>
    public long IdleNanoseconds { get; private set; }

    /// <summary>Requests of all copied iterations that found no room.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Whether any request had a scheduled arrival.</summary>
    public bool IsScheduled { get; private set; }

    private long Served { get; set; }

    /// <summary>Forgets the requests of the iteration before.</summary>
    public void Reset()
    {
        _times.Clear();
        _servingBegan = 0;
        Served = 0;
        IdleNanoseconds = 0;
    }

    /// <summary>Arrivals count from now.</summary>
    public void ServingBegins() => _servingBegan = ProcessClock.WallNanoseconds();

    /// <summary>A request begins, as soon as it has arrived.</summary>
    /// <param name="arrivalNanoseconds">Scheduled arrival since serving began, or <see cref="WorkloadRun.Unscheduled"/>.</param>
    public void RequestBegins(long arrivalNanoseconds)
    {
        _began = ProcessClock.WallNanoseconds();
        _scheduled = WorkloadRun.Unscheduled;
        if (arrivalNanoseconds == WorkloadRun.Unscheduled)
        {
            return;
        }

        IsScheduled = true;
        _scheduled = _servingBegan + arrivalNanoseconds;
        if (_keepsTime && _began < _scheduled)
        {
            long ready = _began;
            _began = WaitUntil(_scheduled);
            IdleNanoseconds += _began - ready;
        }
    }

    /// <summary>The request has ended.</summary>
    public void RequestEnds()
    {
        long end = ProcessClock.WallNanoseconds();
        if (Served++ < _most)
        {
            _times.Push(_scheduled);
            _times.Push(_began);
            _times.Push(end);
        }
    }

    /// <summary>Copies the requests of an iteration that is over.</summary>
    /// <param name="iteration">Its number.</param>
    /// <param name="originNanoseconds">The first operation of the process.</param>
    /// <returns>The requests, or null when there were none or there is no room left.</returns>
    public WorkerRequests? Copy(int iteration, long originNanoseconds)
    {
        int count = (int)Math.Min(_times.Count / NumbersPerRequest, MostRequests - _stored);
        LeftOut += Served - count;
        _stored += count;
        if (count == 0)
        {
            return null;
        }

        long[] scheduled = new long[count];
        long[] begin = new long[count];
        long[] end = new long[count];
        for (int i = 0; i < count; i++)
        {
            scheduled[i] = _times[i * NumbersPerRequest] - originNanoseconds;
            begin[i] = _times[(i * NumbersPerRequest) + 1] - originNanoseconds;
            end[i] = _times[(i * NumbersPerRequest) + 2] - originNanoseconds;
        }

        return new(iteration, IsScheduled ? scheduled : null, begin, end);
    }

    /// <inheritdoc/>
    public void Dispose() => _times.Dispose();

    private static long WaitUntil(long moment)
    {
        long now = ProcessClock.WallNanoseconds();
        while (now < moment)
        {
            long left = moment - now;
            if (left > SleepError)
            {
                Thread.Sleep((int)Math.Min((left - SleepError) / NanosecondsPerMillisecond, int.MaxValue));
            }
            else
            {
                Thread.SpinWait(1);
            }

            now = ProcessClock.WallNanoseconds();
        }

        return now;
    }
}

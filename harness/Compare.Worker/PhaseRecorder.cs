using Compare.Engines.Abstractions.Workloads;

namespace Compare.Worker;

/// <summary>Remembers when phases and requests began, without allocating: room is made before the run.</summary>
/// <param name="requests">Takes the times of requests.</param>
internal sealed class PhaseRecorder(RequestRecorder requests) : IRunObserver
{
    private const int Most = 4096;

    private readonly string[] _names = new string[Most];
    private readonly long[] _starts = new long[Most];
    private int _count;

    /// <summary>What happens when the workload says that the most objects are live; null for nothing.</summary>
    public Action? AtPeak { get; set; }

    /// <summary>What happens when a phase begins; null for nothing.</summary>
    public Action<string>? AtPhase { get; set; }

    /// <summary>Forgets the phases and requests of the iteration before.</summary>
    public void Reset()
    {
        _count = 0;
        requests.Reset();
    }

    /// <inheritdoc/>
    public void PhaseBegins(string name)
    {
        // Beyond the last slot the phases of the rest stay unnamed; growing would allocate in measured time.
        if (_count < Most)
        {
            _names[_count] = name;
            _starts[_count++] = ProcessClock.WallNanoseconds();
        }

        AtPhase?.Invoke(name);
    }

    /// <inheritdoc/>
    public void PeakReached() => AtPeak?.Invoke();

    /// <inheritdoc/>
    public void ServingBegins() => requests.ServingBegins();

    /// <inheritdoc/>
    public void RequestBegins(long arrivalNanoseconds) => requests.RequestBegins(arrivalNanoseconds);

    /// <inheritdoc/>
    public void RequestEnds() => requests.RequestEnds();

    /// <summary>The phase at a moment, or null before the first one.</summary>
    /// <param name="wallNanoseconds">Wall clock.</param>
    public string? At(long wallNanoseconds)
    {
        int index = Array.BinarySearch(_starts, 0, _count, wallNanoseconds);
        index = index < 0 ? ~index - 1 : index;
        return index < 0 ? null : _names[index];
    }
}

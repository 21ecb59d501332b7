using Compare.Engines.Abstractions.Workloads;

namespace Compare.Worker;

/// <summary>Remembers when phases began, without allocating: the arrays are made before the run.</summary>
internal sealed class PhaseRecorder : IRunObserver
{
    private const int Most = 4096;

    private readonly string[] _names = new string[Most];
    private readonly long[] _starts = new long[Most];
    private int _count;

    /// <summary>What happens when the workload says that the most objects are live; null for nothing.</summary>
    public Action? AtPeak { get; set; }

    /// <summary>Forgets the phases of the iteration before.</summary>
    public void Reset() => _count = 0;

    /// <inheritdoc/>
    public void PhaseBegins(string name)
    {
        // Beyond the last slot the phases of the rest stay unnamed; growing would allocate in measured time.
        if (_count < Most)
        {
            _names[_count] = name;
            _starts[_count++] = ProcessClock.WallNanoseconds();
        }
    }

    /// <inheritdoc/>
    public void PeakReached() => AtPeak?.Invoke();

    /// <summary>The phase at a moment, or null before the first one.</summary>
    /// <param name="wallNanoseconds">Wall clock.</param>
    public string? At(long wallNanoseconds)
    {
        int index = Array.BinarySearch(_starts, 0, _count, wallNanoseconds);
        index = index < 0 ? ~index - 1 : index;
        return index < 0 ? null : _names[index];
    }
}

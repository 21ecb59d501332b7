using Compare.Harness.Planning;

namespace Compare.Harness.Execution;

/// <summary>Estimates what the rest of a plan takes: each cell by its own mean, unseen cells by the mean of all.</summary>
public sealed class RemainingTime
{
    private readonly Dictionary<(string, string, long?), (double Sum, int Count)> _cells = [];
    private double _sum;
    private int _count;

    /// <summary>True as soon as one invocation is known.</summary>
    public bool IsKnown => _count > 0;

    /// <summary>Adds a finished invocation.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="milliseconds">How long it took.</param>
    public void Add(InvocationKey key, long milliseconds)
    {
        (string, string, long?) cell = (key.Config, key.Workload, key.HeapBytes);
        (double sum, int count) = _cells.GetValueOrDefault(cell);
        _cells[cell] = (sum + milliseconds, count + 1);
        _sum += milliseconds;
        _count++;
    }

    /// <summary>Estimates the time for invocations that are still to run.</summary>
    /// <param name="rest">Their names.</param>
    public TimeSpan For(IEnumerable<InvocationKey> rest)
    {
        double mean = _count == 0 ? 0 : _sum / _count;
        return TimeSpan.FromMilliseconds(rest.Sum(key =>
            _cells.TryGetValue((key.Config, key.Workload, key.HeapBytes), out (double Sum, int Count) cell) ? cell.Sum / cell.Count : mean));
    }
}

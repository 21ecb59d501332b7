using Compare.Harness.Machine.Counters;

namespace Compare.Harness.Tests.Fakes;

/// <summary>Counters that a test sets, by counter and thread.</summary>
internal sealed class FakePerformanceEvents : IPerformanceEvents
{
    private const int Refused = 13;

    private readonly List<(string Counter, int Thread)> _open = [];

    public IReadOnlyList<int> ThreadIds { get; init; } = [1];

    public HashSet<string> Available { get; init; } = [];

    public Dictionary<(string Counter, int Thread), CounterReading> Readings { get; } = [];

    public int Closed { get; private set; }

    public IReadOnlyList<int> Threads() => ThreadIds;

    public int Open(HardwareCounter counter, int thread)
    {
        if (!Available.Contains(counter.Name))
        {
            return -Refused;
        }

        _open.Add((counter.Name, thread));
        return _open.Count - 1;
    }

    public CounterReading? Read(int handle) => Readings.TryGetValue(_open[handle], out CounterReading reading) ? reading : null;

    public void Close(int handle) => Closed++;

    public string Describe(int error) => $"refused with {error}";
}

using Compare.Harness.Execution;

namespace Compare.Harness.Machine.Counters;

/// <summary>
/// The hardware counters of this process over all of its threads, from one moment to another. Counters run all the time; only
/// reading
/// them takes some, and is done outside of what is measured.
/// </summary>
/// <remarks>
/// A counter belongs to a thread and to those that it starts later, so each is opened once for every thread. When the processor
/// has
/// fewer places than counters the kernel takes turns; each thread's count is then scaled by enabled over running time, as perf(1)
/// does, and the share that was counted stands beside it.
/// </remarks>
public sealed class CounterSet : IDisposable
{
    private readonly IPerformanceEvents _events;
    private readonly List<(HardwareCounter Counter, int[] Handles, CounterReading?[] Before)> _open = [];

    /// <summary>Starts the counters that the machine has.</summary>
    /// <param name="events">The kernel's counters.</param>
    public CounterSet(IPerformanceEvents events)
    {
        _events = events;
        IReadOnlyList<int> threads = events.Threads();
        foreach (HardwareCounter counter in HardwareCounter.All)
        {
            // A thread may have ended since it was listed; a counter that no thread can have is not there.
            int[] handles = [.. threads.Select(thread => events.Open(counter, thread)).Where(handle => handle >= 0)];
            if (handles.Length > 0)
            {
                _open.Add((counter, handles, new CounterReading?[handles.Length]));
            }
        }
    }

    /// <summary>Says of each counter why it is not there.</summary>
    /// <param name="events">The kernel's counters.</param>
    /// <returns>Every counter, with a reason where it is not available.</returns>
    public static IReadOnlyList<(HardwareCounter Counter, string? Reason)> Probe(IPerformanceEvents events)
    {
        List<(HardwareCounter, string?)> found = [];
        foreach (HardwareCounter counter in HardwareCounter.All)
        {
            int handle = events.Open(counter, 0);
            if (handle >= 0)
            {
                events.Close(handle);
            }

            found.Add((counter, handle >= 0 ? null : events.Describe(-handle)));
        }

        return found;
    }

    /// <summary>Remembers where the counters stand.</summary>
    public void Begin()
    {
        foreach ((_, int[] handles, CounterReading?[] before) in _open)
        {
            for (int i = 0; i < handles.Length; i++)
            {
                before[i] = _events.Read(handles[i]);
            }
        }
    }

    /// <summary>What was counted since <see cref="Begin"/>.</summary>
    /// <param name="iteration">Number of the iteration.</param>
    /// <returns>The counters that were on for some of the time in every thread that ran.</returns>
    public IReadOnlyList<WorkerCounter> End(int iteration)
    {
        List<WorkerCounter> counted = [];
        foreach ((HardwareCounter counter, int[] handles, CounterReading?[] before) in _open)
        {
            CounterReading?[] now = Array.ConvertAll(handles, _events.Read);
            if (Sum(now, before) is { } sum)
            {
                counted.Add(new WorkerCounter(iteration, counter.Name, sum.Value, counter.Unit, sum.Share));
            }
        }

        return counted;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (int handle in _open.SelectMany(one => one.Handles))
        {
            _events.Close(handle);
        }

        _open.Clear();
    }

    private static (long Value, double Share)? Sum(CounterReading?[] now, CounterReading?[] before)
    {
        double value = 0;
        long enabled = 0;
        long running = 0;
        for (int i = 0; i < now.Length; i++)
        {
            if (now[i] is not { } end || before[i] is not { } start)
            {
                return null;
            }

            CounterReading counted = end.Since(start);
            if (counted.EnabledNs == 0)
            {
                continue; // The thread did not run.
            }

            if (counted.RunningNs == 0)
            {
                return null; // It ran, and nobody counted: what is unknown must not become 0.
            }

            value += counted.Value * ((double)counted.EnabledNs / counted.RunningNs);
            enabled += counted.EnabledNs;
            running += counted.RunningNs;
        }

        return enabled == 0 ? null : ((long)Math.Round(value), (double)running / enabled);
    }
}

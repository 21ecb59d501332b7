using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Harness.Execution;
using Compare.Harness.Memory;

namespace Compare.Worker;

/// <summary>
/// Looks at where the memory is during the iteration that counts work, and holds each look to the identity. The looks are
/// bounded in
/// number and in what they cost, by rules that know no time, so that they repeat.
/// </summary>
internal sealed class MemoryRecorder
{
    /// <summary>Most looks that are kept, those at extremes aside.</summary>
    private const int Most = 64;

    /// <summary>
    /// Bytes looked through after which the next look must wait for twice as much allocation: a look costs about 1 ms for each
    /// MiB of
    /// small objects.
    /// </summary>
    private const long EasyBytes = 8L << 20;

    /// <summary>Extremes that thinning keeps: where one of these is largest.</summary>
    private static readonly Func<MemoryBreakdown, long?>[] s_extremes =
    [
        memory => memory.CommittedBytes, memory => memory.LiveBytes, memory => memory.FloatingBytes, memory => memory.ExternalBytes,
    ];

    private readonly List<(int Group, WorkerMemory Sample)> _samples = [];
    private IEngine? _engine;
    private long _origin;
    private long _nextClock;
    private long _distance;
    private long _lookedThrough;
    private int _groups;
    private bool _awaitsEnd;

    /// <summary>The looks that are kept, in order.</summary>
    public IReadOnlyList<WorkerMemory> Samples => [.. _samples.Select(one => one.Sample)];

    /// <summary>The first look that does not hold the identity, or null.</summary>
    public string? Fault { get; private set; }

    /// <summary>Wall time of the looks inside the iteration, ns.</summary>
    public long WallNanoseconds { get; private set; }

    /// <summary>CPU time of the looks inside the iteration, ns.</summary>
    public long CpuNanoseconds { get; private set; }

    /// <summary>Begins an iteration.</summary>
    public void Begin(IEngine engine)
    {
        _engine = engine;
        _origin = engine.Control.Statistics.AllocatedBytes;
        Look("begin", ++_groups);
        (WallNanoseconds, CpuNanoseconds) = (0, 0);
    }

    /// <summary>Ends the iteration: all frames are left, so that nothing is live but what the engine itself holds.</summary>
    public void End()
    {
        (long wall, long cpu) = (WallNanoseconds, CpuNanoseconds);
        Look("end", ++_groups);
        (WallNanoseconds, CpuNanoseconds) = (wall, cpu);
        _engine = null;
    }

    /// <summary>The workload says that the most objects are live.</summary>
    public void AtPeak() => Look("peak", ++_groups);

    /// <summary>A phase of the workload begins.</summary>
    /// <param name="name">Its name, which memory does not depend on.</param>
    public void AtPhase(string name)
    {
        if (IsDue())
        {
            Look("phase", ++_groups);
        }
    }

    /// <summary>The engine offers its heap; what happens during a collection is seen before and after it, or not at
    /// all.</summary>
    public void Offer(SampleMoment moment)
    {
        if (moment == SampleMoment.AfterCollection)
        {
            if (_awaitsEnd)
            {
                Look("after", _groups);
            }

            _awaitsEnd = false;
        }
        else if (IsDue())
        {
            Look(moment == SampleMoment.Growth ? "growth" : "before", ++_groups);
            _awaitsEnd = moment == SampleMoment.BeforeCollection;
        }
    }

    private bool IsDue() => _engine is { } engine && engine.Control.Statistics.AllocatedBytes - _origin >= _nextClock;

    private void Look(string moment, int group)
    {
        if (_engine is not { } engine)
        {
            return;
        }

        long wall = ProcessClock.WallNanoseconds();
        long cpu = ProcessClock.CpuNanoseconds();
        if (engine.ReadMemory() is { } memory)
        {
            HeapStatistics now = engine.Control.Statistics;
            Fault ??= MemoryIdentity.Fault(memory) is { } fault
                ? $"{fault} Seen at {now.AllocatedBytes - _origin} bytes of the allocation clock ({moment})."
                : null;
            _samples.Add((group, new(moment, now.AllocatedBytes - _origin, now.PeakCommittedBytes, memory)));
            Wait(now.AllocatedBytes - _origin, (memory.LiveBytes ?? 0) + (memory.FloatingBytes ?? 0));
        }

        WallNanoseconds += ProcessClock.WallNanoseconds() - wall;
        CpuNanoseconds += ProcessClock.CpuNanoseconds() - cpu;
    }

    /// <summary>
    /// The program allocates half as much as was just looked through before the next look, so that looks cost no more than in
    /// proportion to its own work; twice, three times as much when much was looked through already.
    /// </summary>
    private void Wait(long clock, long bytes)
    {
        _lookedThrough += bytes;
        _nextClock = clock + Math.Max(_distance, bytes / 2 * (1 + (_lookedThrough / EasyBytes)));
        if (_samples.Count > Most)
        {
            Thin();
            _distance = Math.Max(2 * _distance, clock / Most);
        }
    }

    /// <summary>Lets every second group go that has no extreme.</summary>
    private void Thin()
    {
        HashSet<int> kept = [.. s_extremes.Select(extreme => _samples.MaxBy(one => extreme(one.Sample.Memory) ?? -1).Group)];
        kept.UnionWith(_samples.Where(one => one.Sample.Moment is "begin" or "peak" or "end").Select(one => one.Group));
        int[] others = [.. _samples.Select(one => one.Group).Distinct().Where(group => !kept.Contains(group))];
        kept.UnionWith(others.Where((_, index) => index % 2 == 0));
        _samples.RemoveAll(one => !kept.Contains(one.Group));
    }
}

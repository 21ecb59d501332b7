using Compare.Harness.Results;
using Compare.Harness.Results.Packed;

namespace Compare.Harness.Tests.Fakes;

/// <summary>A run put together row by row, of one workload.</summary>
internal sealed class TestRun
{
    private readonly List<InvocationRow> _invocations = [];
    private readonly List<IterationRow> _iterations = [];
    private readonly List<EventRow> _events = [];
    private readonly List<TimelineRow> _timeline = [];
    private readonly List<WorkRow> _work = [];
    private readonly List<ProbeRow> _probes = [];
    private InvocationRow _row = TestRows.Invocation("none");

    public ResultSet Results =>
        TestRows.Results(_invocations, _iterations, _events) with { Timeline = RowPacking.Pack(_timeline), Work = _work, Probes = _probes };

    /// <summary>Begins an invocation; what follows belongs to it.</summary>
    public TestRun Invocation(string config, int number = 0, Func<InvocationRow, InvocationRow>? change = null)
    {
        _row = TestRows.Invocation(config, invocation: number);
        _row = change?.Invoke(_row) ?? _row;
        _invocations.Add(_row);
        return this;
    }

    public TestRun Iteration(
        int number, long start, long wall, long gc = 0, long pauses = 0, long cpu = 0, bool measured = true, long objects = 100)
    {
        _iterations.Add(new IterationRow
        {
            Engine = _row.Engine,
            Config = _row.Config,
            Workload = _row.Workload,
            HeapBytes = _row.HeapBytes,
            Invocation = _row.Invocation,
            Iteration = number,
            Measured = measured,
            StartNs = start,
            WallNs = wall,
            CpuNs = cpu == 0 ? wall : cpu,
            GcNs = gc,
            PauseCount = pauses,
            AllocatedObjects = objects,
            AllocatedBytes = objects * 16,
        });
        return this;
    }

    public TestRun Event(int iteration, string kind, long pause, Func<EventRow, EventRow>? change = null)
    {
        EventRow row = new()
        {
            Engine = _row.Engine,
            Config = _row.Config,
            Workload = _row.Workload,
            HeapBytes = _row.HeapBytes,
            Invocation = _row.Invocation,
            Event = _events.Count,
            Iteration = iteration,
            Kind = kind,
            Cause = "threshold",
            StartNs = 0,
            PauseNs = pause,
            AllocatedBytes = 0,
        };
        _events.Add(change?.Invoke(row) ?? row);
        return this;
    }

    public TestRun Sample(int iteration, long wall, long allocated, long? committed)
    {
        _timeline.Add(new TimelineRow
        {
            Engine = _row.Engine,
            Config = _row.Config,
            Workload = _row.Workload,
            HeapBytes = _row.HeapBytes,
            Invocation = _row.Invocation,
            Iteration = iteration,
            WallNs = wall,
            AllocatedBytes = allocated,
            CommittedBytes = committed,
        });
        return this;
    }

    public TestRun Count(string config, string metric, long? value)
    {
        InvocationRow row = TestRows.Invocation(config, invocation: 9);
        _work.Add(new WorkRow
        {
            Engine = row.Engine,
            Config = config,
            Workload = row.Workload,
            Invocation = row.Invocation,
            Metric = metric,
            Value = value,
            Unit = "operations",
        });
        return this;
    }

    public TestRun Probe(string config, int iteration, long wall)
    {
        InvocationRow row = TestRows.Invocation(config, invocation: 9);
        _probes.Add(new ProbeRow
        {
            Engine = row.Engine,
            Config = config,
            Workload = row.Workload,
            Invocation = row.Invocation,
            Probe = "work_vector",
            Iteration = iteration,
            WallNs = wall,
            CpuNs = wall,
        });
        return this;
    }
}

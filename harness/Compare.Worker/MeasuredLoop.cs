using System.Globalization;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Harness.Discovery;
using Compare.Harness.Execution;
using Compare.Harness.Machine.Counters;
using Compare.Harness.Matrix;

namespace Compare.Worker;

/// <summary>
/// Warm-up iterations, of which the first also verifies, then measured ones, all on one engine that rests in between.
/// The invocation for the work vector counts one plain iteration on a fresh engine; a second one, where the first was short, only
/// shows what counting costs.
/// </summary>
internal sealed class MeasuredLoop : IDisposable
{
    private readonly IEngine _engine;
    private readonly WorkerSpec _spec;
    private readonly RequestRecorder _requests;
    private readonly PhaseRecorder _phases;
    private readonly MemoryRecorder? _memory;
    private readonly HeapMapRecorder? _maps;
    private readonly WorkloadProgram _program;
    private readonly Verification _verification;
    private readonly List<WorkerIteration> _iterations = [];
    private readonly List<WorkerRequests> _servedRequests = [];
    private readonly List<string> _warnings = [];
    private readonly List<WorkerCounter> _counted = [];
    private CounterSet? _counters;
    private long _origin;
    private long _measuredNanoseconds;
    private WorkerObservation? _observation;

    /// <summary>Prepares the loop; nothing of the workload runs yet.</summary>
    public MeasuredLoop(
        IEngine engine,
        IWorkload workload,
        ParameterValues parameters,
        WorkerSpec spec,
        MemoryRecorder? memory,
        HeapMapRecorder? maps)
    {
        _memory = memory;
        _maps = maps;
        _engine = engine;
        _spec = spec;
        _requests = new RequestRecorder(workload.CountRequests(parameters), keepsTime: !spec.CountWork);
        _phases = new PhaseRecorder(_requests);
        _program = new WorkloadProgram(workload, new WorkloadRun(parameters, (ulong)spec.Seed, _phases));
        _verification = new Verification(
            engine,
            () => spec.Probes.HasFlag(Probes.Oracle)
                ? workload.Expect(parameters, (ulong)spec.Seed) ?? ExpectationWriter.Read(spec.ExpectationPath)
                : null);
        Recorder = new EventRecorder(engine, _phases);
    }

    /// <summary>Events and samples of the measured iterations.</summary>
    public EventRecorder Recorder { get; }

    /// <summary>Finished iterations.</summary>
    public IReadOnlyList<WorkerIteration> Iterations => _iterations;

    /// <summary>Requests of the measured iterations.</summary>
    public IReadOnlyList<WorkerRequests> Requests => _servedRequests;

    /// <summary>The work vector, when it was asked for.</summary>
    public IReadOnlyList<WorkerCount> Work { get; private set; } = [];

    /// <summary>What observing the collector cost in measured iterations; null when the engine logs its own events.</summary>
    public WorkerObservation? Observation => _observation;

    /// <summary>
    /// Bytes live at the peak of the first warm-up iteration; null where there is none, or where nobody can tell.
    /// </summary>
    public long? LiveBytes => _verification.LiveBytes;

    /// <summary>Hardware counters of the measured iterations; null where there are none.</summary>
    public IReadOnlyList<WorkerCounter>? Counters => _counted.Count == 0 ? null : _counted;

    /// <summary>Things a careful reader should know.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>From the start of the process to the first operation, ns.</summary>
    public long? StartupNanoseconds { get; private set; }

    /// <summary>Runs all iterations.</summary>
    /// <returns>What of the workload's promises does not hold, or null.</returns>
    public string? Run()
    {
        for (int number = 0; number < _spec.Warmup + _spec.Iterations; number++)
        {
            if (number > 0)
            {
                _engine.Rest();
            }

            if (RunIteration(number) is { } fault)
            {
                return fault;
            }

            if (_spec.CountWork && number == 0)
            {
                Work = [.. _engine.GetWork().Select(count => new WorkerCount(count.Name, count.Value, count.Unit))];
                if (!ProbeIterations.HasSecond(_iterations[0].WallNs))
                {
                    break;
                }
            }

            if (_spec.EndsWhenEnough && AutoIterations.IsEnough(number + 1 - _spec.Warmup, _measuredNanoseconds))
            {
                break;
            }
        }

        AddWarnings();
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _requests.Dispose();
        _counters?.Dispose();
    }

    private string? RunIteration(int number)
    {
        bool measured = number >= _spec.Warmup;
        bool verifying = number == 0 && !measured && Records(Probes.PeakLive) && _verification.CanWeighLive;
        _phases.Reset();
        MemoryRecorder? memory = number == 0 ? _memory : null;
        HeapMapRecorder? maps = number == 0 ? _maps : null;
        _phases.AtPeak = null;
        _phases.AtPhase = null;
        if (verifying)
        {
            _phases.AtPeak = _verification.CountLive;
        }
        else
        {
            Attend(memory, maps);
        }

        if (verifying)
        {
            _verification.Prepare();
        }

        HeapStatistics before = _engine.Control.Statistics;
        int firstEvent = _engine.Events.Count;
        int firstSample = _engine.Timeline.Count;
        memory?.Begin(_engine);
        maps?.Begin(_engine);
        IHeapProgram program = maps is null ? _program : new WatchedProgram(_program, maps.Clock);
        ObservationCost? observedBefore = measured ? _engine.GetObservationCost() : null;
        bool counting = measured && !_spec.CountWork && Records(Probes.Counters);
        if (counting)
        {
            _counters ??= new CounterSet(new LinuxPerformanceEvents(new MachineFiles("/")));
            _counters.Begin();
        }

        int hostBefore = GC.CollectionCount(0);
        long cpu = ProcessClock.CpuNanoseconds();
        long wall = ProcessClock.WallNanoseconds();

        _engine.Execute(program);

        long wallEnd = ProcessClock.WallNanoseconds();
        long cpuEnd = ProcessClock.CpuNanoseconds();
        int hostAfter = GC.CollectionCount(0);
        if (counting)
        {
            _counted.AddRange(_counters!.End(number));
        }

        HeapStatistics after = _engine.Control.Statistics;
        if (number == 0)
        {
            _origin = wall;
            StartupNanoseconds = ProcessClock.SinceStart(wall);
        }

        memory?.End();
        maps?.End();
        int endEvent = _engine.Events.Count;
        AddObservation(observedBefore);
        (long gc, long pauses) = Recorder.Pauses(firstEvent, endEvent);
        WorkerIteration iteration = new()
        {
            Measured = measured,
            StartNs = wall - _origin,
            WallNs = wallEnd - wall - (memory?.WallNanoseconds ?? 0),
            CpuNs = cpuEnd - cpu - (memory?.CpuNanoseconds ?? 0),
            GcNs = Records(Probes.GcEvents) ? gc : null,
            IdleNs = _requests.IdleNanoseconds,
            PauseCount = Records(Probes.GcEvents) ? pauses : null,
            AllocatedObjects = after.AllocatedObjects - before.AllocatedObjects,
            AllocatedBytes = after.AllocatedBytes - before.AllocatedBytes,
            MinorCollections = after.MinorCollections - before.MinorCollections,
            MajorCollections = after.MajorCollections - before.MajorCollections,
            HostCollections = hostAfter - hostBefore,
            Checksum = _program.Checksum.ToString("x16", CultureInfo.InvariantCulture),
        };
        _iterations.Add(iteration);
        _measuredNanoseconds += measured ? iteration.WallNs : 0;
        if (measured && !_spec.CountWork)
        {
            Record(number, (firstEvent, endEvent), (firstSample, _engine.Timeline.Count));
        }

        return _verification.CheckAllocation(iteration.AllocatedObjects, iteration.AllocatedBytes)
            ?? (verifying ? _verification.CheckLive() : null)
            ?? memory?.Fault
            ?? CheckAnswer(iteration)
            ?? HostCollectionRule.Fault(iteration, _engine.Traits.ManagedHeap, _spec.Verify);
    }

    /// <summary>Lets recorders hear of the program's progress.</summary>
    private void Attend(MemoryRecorder? memory, HeapMapRecorder? maps)
    {
        if (memory is not null)
        {
            _phases.AtPeak += memory.AtPeak;
            _phases.AtPhase += memory.AtPhase;
        }

        if (maps is not null)
        {
            _phases.AtPeak += maps.AtPeak;
            _phases.AtPhase += maps.AtPhase;
        }
    }

    private bool Records(Probes probe) => _spec.Probes.HasFlag(probe);

    private void Record(int number, (int First, int End) events, (int First, int End) samples)
    {
        if (Records(Probes.GcEvents))
        {
            Recorder.AddEvents(number, events.First, events.End, _origin);
        }

        if (Records(Probes.Timeline))
        {
            Recorder.AddSamples(number, samples.First, samples.End, _origin);
        }

        if (Records(Probes.Latency) && _requests.Copy(number, _origin) is { } requests)
        {
            _servedRequests.Add(requests);
        }
    }

    private void AddObservation(ObservationCost? before)
    {
        if (before is { } start && _engine.GetObservationCost() is { } end)
        {
            WorkerObservation sum = _observation ?? new(0, 0, 0, 0);
            _observation = new(
                sum.CpuNs + (end.CpuNanoseconds - start.CpuNanoseconds),
                sum.AllocatedBytes + end.AllocatedBytes - start.AllocatedBytes,
                sum.Events + end.Events - start.Events,
                sum.LostCollections + end.LostCollections - start.LostCollections);
        }
    }

    private string? CheckAnswer(WorkerIteration iteration) =>
        iteration.Checksum == _iterations[0].Checksum
            ? null
            : $"The answer changed from {_iterations[0].Checksum} to {iteration.Checksum} between iterations of one process.";

    private void AddWarnings()
    {
        if (_spec.ExpectationFault is { } fault)
        {
            _warnings.Add($"what the run allocates was held against nothing: the exact heap could not run it ({fault})");
        }

        if (_spec.Verify)
        {
            _warnings.Add("the heap was verified after every collection, so the times are no measurements");
        }

        if (_observation is { LostCollections: > 0 } observation)
        {
            _warnings.Add($"{observation.LostCollections} collections are not among the events: "
                + "the host did not tell of them in time, so pauses are missing");
        }

        if (_requests.IsScheduled && !_spec.CountWork)
        {
            _warnings.Add("requests came by a schedule, so wall and CPU times include waiting and measure no throughput: "
                + "read the latencies");
        }

        if (_requests.LeftOut > 0)
        {
            _warnings.Add($"{_requests.LeftOut} requests are not stored; their latencies are in no percentile");
        }

        if (Recorder.LeftOut > 0)
        {
            _warnings.Add($"{Recorder.LeftOut} events beyond the first {Recorder.Kept} are not stored; "
                + "pause percentiles are of the stored ones");
        }
    }
}

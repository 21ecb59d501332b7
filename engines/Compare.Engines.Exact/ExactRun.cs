using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Engines.Exact.Forms;
using Compare.Engines.Exact.Observations;

namespace Compare.Engines.Exact;

/// <summary>Runs workloads on the exact heap: what a run must allocate and keep on an engine, and what it does with memory.</summary>
public static class ExactRun
{
    /// <summary>Age up to which an object counts as in the nursery when nothing else is said, bytes.</summary>
    public const long DefaultNurseryBytes = 1 << 20;

    /// <summary>Computes what a run allocates, and what is live at its peak, on an engine with given forms of objects.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="parameters">Checked parameters.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="forms">The engine's forms.</param>
    /// <returns>The expectation, exact: an engine with these forms allocates the same to the byte.</returns>
    /// <exception cref="InvalidOperationException">The workload did not report its peak.</exception>
    public static WorkloadExpectation Expect(IWorkload workload, ParameterValues parameters, ulong seed, ExactForms forms)
    {
        using ExactEngine engine = new ExactEngineFactory().Create(forms);
        Witness witness = new(engine);
        engine.Execute(new Program(workload, new WorkloadRun(parameters, seed, witness)));
        HeapStatistics end = engine.Statistics;
        (long Objects, long Bytes) peak = witness.Live
            ?? throw new InvalidOperationException($"The workload {workload.Name} did not report its peak.");
        return new(end.AllocatedObjects, end.AllocatedBytes, peak.Objects, peak.Bytes);
    }

    /// <summary>Observes what a run does with memory.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="parameters">Checked parameters.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="forms">The forms of objects; <see cref="ExactForms.Plain"/> for those of no engine in particular.</param>
    /// <param name="nurseryBytes">Age up to which an object counts as in the nursery, bytes on the allocation clock.</param>
    /// <returns>The observations.</returns>
    public static Demographics Characterise(
        IWorkload workload, ParameterValues parameters, ulong seed, ExactForms forms, long nurseryBytes = DefaultNurseryBytes)
    {
        using ExactEngine engine = new ExactEngineFactory().Create(forms);
        return Characterise(engine, heap => heap.Execute(
            new Program(workload, new WorkloadRun(parameters, seed, new Witness(engine)))), nurseryBytes);
    }

    /// <summary>Observes what a program does with memory.</summary>
    /// <param name="engine">A new engine.</param>
    /// <param name="run">Runs the program on it.</param>
    /// <param name="nurseryBytes">Age up to which an object counts as in the nursery.</param>
    /// <returns>The observations.</returns>
    internal static Demographics Characterise(ExactEngine engine, Action<ExactEngine> run, long nurseryBytes)
    {
        using DemographicsRecorder recorder = new(nurseryBytes);
        engine.Observer = recorder;
        run(engine);
        engine.Rest();
        engine.Observer = null;
        return engine.Finish(recorder);
    }

    private sealed class Program(IWorkload workload, WorkloadRun run) : IHeapProgram
    {
        public void Run<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct => workload.Run<THeap, TRef>(heap, run);
    }

    /// <summary>Collects at the peak and notes what is live.</summary>
    private sealed class Witness(ExactEngine engine) : IRunObserver
    {
        public (long Objects, long Bytes)? Live { get; private set; }

        public void PhaseBegins(string name)
        {
        }

        public void PeakReached()
        {
            engine.Collect(0);
            HeapStatistics now = engine.Statistics;
            Live = (now.ObjectCount ?? 0, now.UsedBytes ?? 0);
            if (engine.Observer is DemographicsRecorder recorder)
            {
                recorder.Graph = engine.DescribeGraph();
            }
        }
    }
}

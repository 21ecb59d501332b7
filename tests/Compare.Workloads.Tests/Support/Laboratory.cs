using System.Collections.Concurrent;
using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Engines.Exact;
using Compare.Engines.Exact.Forms;

namespace Compare.Workloads.Tests.Support;

/// <summary>Short ways to run a workload on an engine.</summary>
internal static class Laboratory
{
    public const ulong Seed = 42;

    private const string Floor = "nogc";

    private static readonly ConcurrentDictionary<(string Workload, string Engine, ulong Seed), WorkloadExpectation> s_exact = new();

    public static ulong Checksum(string engineText, string workloadText, ulong seed = Seed)
    {
        using IEngine engine = EngineUnderTest.Create(engineText);
        return Run(engine, workloadText, seed).Checksum;
    }

    public static WorkloadProgram Run(
        IEngine engine, string workloadText, ulong seed = Seed, IRunObserver? observer = null)
    {
        WorkloadProgram program = Program(workloadText, seed, observer);
        engine.Execute(program);
        return program;
    }

    public static WorkloadProgram Program(string workloadText, ulong seed = Seed, IRunObserver? observer = null)
    {
        (IWorkload workload, ParameterValues parameters) = WorkloadUnderTest.Resolve(workloadText);
        return new(workload, new WorkloadRun(parameters, seed, observer));
    }

    /// <summary>What a run must allocate and keep on an engine; of a workload that leaves it to the engine, by the exact heap.</summary>
    public static WorkloadExpectation Expect(string workloadText, string engineText = Floor, ulong seed = Seed)
    {
        (IWorkload workload, ParameterValues parameters) = WorkloadUnderTest.Resolve(workloadText);
        return workload.Expect(parameters, seed)
            ?? s_exact.GetOrAdd(
                (workloadText, FormsOwner(engineText), seed),
                key => ExactRun.Expect(workload, parameters, key.Seed, Forms(key.Engine)));
    }

    /// <summary>The forms of objects of an engine.</summary>
    public static ExactForms Forms(string engineText)
    {
        using IEngine engine = EngineUnderTest.Create(engineText);
        return ExactForms.Of(engine);
    }

    /// <summary>Stress modes change when an engine collects, not what a program allocates.</summary>
    private static string FormsOwner(string engineText) => engineText.Replace(":stress=true", string.Empty, StringComparison.Ordinal);
}

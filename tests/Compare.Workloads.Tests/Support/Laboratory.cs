using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;

namespace Compare.Workloads.Tests.Support;

/// <summary>Short ways to run a workload on an engine.</summary>
internal static class Laboratory
{
    public const ulong Seed = 42;

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

    public static WorkloadExpectation Expect(string workloadText, ulong seed = Seed)
    {
        (IWorkload workload, ParameterValues parameters) = WorkloadUnderTest.Resolve(workloadText);
        return workload.Expect(parameters, seed) ?? throw new NotSupportedException($"What {workloadText} allocates depends on the engine.");
    }
}

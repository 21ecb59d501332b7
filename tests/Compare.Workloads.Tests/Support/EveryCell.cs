namespace Compare.Workloads.Tests.Support;

/// <summary>Every engine with every workload in smoke size.</summary>
public sealed class EveryCell : TheoryData<string, string>
{
    public EveryCell()
    {
        foreach (string engine in EngineUnderTest.All)
        {
            foreach (string workload in WorkloadUnderTest.SmokeSpecifications)
            {
                Add(engine, workload);
            }
        }
    }
}

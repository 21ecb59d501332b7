namespace Compare.Workloads.Tests.Support;

/// <summary>The name of every workload.</summary>
public sealed class EveryWorkload : TheoryData<string>
{
    public EveryWorkload()
    {
        foreach (string name in WorkloadUnderTest.All.Keys)
        {
            Add(name);
        }
    }
}

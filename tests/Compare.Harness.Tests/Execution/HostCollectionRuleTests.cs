using Compare.Harness.Execution;

namespace Compare.Harness.Tests.Execution;

public sealed class HostCollectionRuleTests
{
    [Theory]
    [InlineData(true, 1, false, false, true)]
    [InlineData(true, 0, false, false, false)]
    [InlineData(false, 1, false, false, false)]
    [InlineData(true, 1, true, false, false)]
    [InlineData(true, 1, false, true, false)]
    public void A_host_collection_in_a_measured_iteration_on_unmanaged_memory_is_a_fault(
        bool measured, long collections, bool managed, bool verifies, bool isFault)
    {
        WorkerIteration iteration = TestResults.Ok.Iterations[0] with { Measured = measured, HostCollections = collections };

        Assert.Equal(isFault, HostCollectionRule.Fault(iteration, managed, verifies) is not null);
    }
}

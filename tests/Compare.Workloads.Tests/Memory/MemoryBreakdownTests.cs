using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests.Memory;

/// <summary>What every engine says of where its memory is, on every workload.</summary>
public sealed class MemoryBreakdownTests
{
    [Theory]
    [ClassData(typeof(EveryCell))]
    public void Every_sample_holds_the_identity_and_what_is_live_at_the_peak_is_what_the_exact_heap_has(
        string engineText, string workloadText)
    {
        WorkloadExpectation expected = Laboratory.Expect(workloadText, engineText);

        ObservedRun run = ObservedRun.Of(engineText, workloadText);

        EngineTraits traits = EngineUnderTest.Traits(engineText);
        if (run.Peak?.LiveObjects is { } live)
        {
            Assert.InRange(live - expected.PeakLiveObjects, 0, expected.LiveTolerance * expected.PeakLiveObjects);
            Assert.True(run.Peak.LiveBytes > 0);
            Assert.NotNull(run.End);
        }
        else
        {
            Assert.True(traits.ManagedHeap || run.Samples.Count == 0, "The peak was not looked at.");
        }
    }

    [Theory]
    [ClassData(typeof(EveryCell))]
    public void Looking_changes_nothing(string engineText, string workloadText)
    {
        if (EngineUnderTest.Traits(engineText).ManagedHeap)
        {
            return; // The host's collector does not repeat itself.
        }

        using IEngine engine = EngineUnderTest.Create(engineText, options => options with { CountWork = true });
        ulong checksum = Laboratory.Run(engine, workloadText).Checksum;

        ObservedRun observed = ObservedRun.Of(engineText, workloadText);

        Assert.Equal(checksum, observed.Checksum);
        Assert.Equal(engine.GetWork(), observed.Work);
    }
}

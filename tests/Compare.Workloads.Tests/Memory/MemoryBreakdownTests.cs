using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Harness.Memory;
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
    [InlineData("cpython:3.11")]
    [InlineData("cpython:3.12")]
    [InlineData("cpython:3.14,gen0=50")]
    [InlineData("cpython:gen0=20,gen1=2,gen2=2")]
    [InlineData("pypy:nursery=64KiB")]
    [InlineData("micropython:word=32")]
    [InlineData("micropython:heap=64MiB,areas=3,floats=unboxed")]
    [InlineData("semispace:initial=64KiB")]
    public void Every_form_of_an_engine_holds_the_identity(string engineText)
    {
        int looked = 0;
        foreach (string workloadText in WorkloadUnderTest.SmokeSpecifications.Where(text => IsRunnable(engineText, text)))
        {
            looked += ObservedRun.Of(engineText, workloadText).Samples.Count;
        }

        Assert.True(looked > WorkloadUnderTest.All.Count, $"Only {looked} looks were possible.");
    }

    [Theory]
    [ClassData(typeof(EveryCell))]
    public void What_is_live_as_a_phase_begins_is_what_the_exact_heap_has_at_the_same_clock(string engineText, string workloadText)
    {
        (IWorkload workload, ParameterValues parameters) = WorkloadUnderTest.Resolve(workloadText);
        WorkloadExpectation? expected = workload.Expect(parameters, Laboratory.Seed);
        if (expected is not { LiveTolerance: 0 } || EngineUnderTest.Traits(engineText).ManagedHeap)
        {
            return; // Python's objects have other forms on each engine; finalizers and weak callbacks come at times of their own.
        }

        Dictionary<long, long> exact = PhaseLives.Of("exact", workloadText, engine =>
        {
            engine.Control.Collect(0);
            return engine.Control.Statistics.ObjectCount;
        });
        Dictionary<long, long> found = PhaseLives.Of(engineText, workloadText, engine => engine.ReadMemory()?.LiveObjects);

        Assert.All(found, pair => Assert.Equal(exact[pair.Key], pair.Value));
    }

    [Theory]
    [InlineData("cpython")]
    [InlineData("pypy")]
    [InlineData("micropython")]
    [InlineData("semispace")]
    [InlineData("nogc")]
    public void A_fault_of_one_byte_in_any_term_is_found(string engineText)
    {
        MemoryBreakdown memory = ObservedRun.Of(engineText, "gcbench").Peak!;
        MemoryBreakdown[] faulty =
        [
            memory with { LiveBytes = memory.LiveBytes - 1 },
            memory with { FloatingBytes = memory.FloatingBytes + 1 },
            memory with { InternalBytes = memory.InternalBytes + 1 },
            memory with { ExternalBytes = memory.ExternalBytes - 1, FreeRunBytes = null },
            memory with { MetadataBytes = memory.MetadataBytes + 1 },
            memory with { CommittedBytes = memory.CommittedBytes - 1 },
            memory with { ExternalBytes = memory.ExternalBytes - 1, MetadataBytes = memory.MetadataBytes + 1 },
        ];

        Assert.All(faulty, one => Assert.NotNull(MemoryIdentity.Fault(one)));
        Assert.Contains(
            $"{memory.CommittedBytes} bytes are committed, but {memory.LiveBytes - 1} live + {memory.FloatingBytes} floating",
            MemoryIdentity.Fault(faulty[0]),
            StringComparison.Ordinal);
        Assert.Contains("-1 bytes", MemoryIdentity.Fault(faulty[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_term_is_a_fault_even_where_the_sum_fits()
    {
        MemoryBreakdown memory = new()
        {
            CommittedBytes = 10,
            LiveBytes = 11,
            FloatingBytes = -1,
            InternalBytes = 0,
            ExternalBytes = 0,
            MetadataBytes = 0,
        };

        Assert.Contains("floating", MemoryIdentity.Fault(memory), StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_engine_does_not_know_is_held_to_nothing() =>
        Assert.Null(MemoryIdentity.Fault(new() { CommittedBytes = 10, LiveBytes = 3 }));

    private static bool IsRunnable(string engineText, string workloadText)
    {
        (IWorkload workload, ParameterValues parameters) = WorkloadUnderTest.Resolve(workloadText);
        return workload.NotApplicable(EngineUnderTest.Traits(engineText), parameters) is null;
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

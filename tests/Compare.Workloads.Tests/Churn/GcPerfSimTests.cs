using Compare.Engines.Abstractions.Engines;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Modules;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Engines.Heap.Checking;
using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests.Churn;

/// <summary>The dials of GCPerfSim.</summary>
public sealed class GcPerfSimTests
{
    private const string Small = "tagb=200KiB,tlgb=20KiB,soh-high=1000,sohsi=3";

    public static TheoryData<string> PinningEngines =>
        [.. EngineUnderTest.All.Where(name => EngineUnderTest.Traits(name).CanPin)];

    [Theory]
    [InlineData($"gcperfsim:{Small},sohpi=1")]
    [InlineData($"gcperfsim:{Small},sohpi=2,at=simple")]
    [InlineData($"gcperfsim:{Small},pohar=300,pohsi=2,poh-high=2000")]
    [InlineData($"gcperfsim:{Small},lohar=500,lohsi=1,lohpi=1,loh-low=5000,loh-high=9000")]
    [InlineData($"gcperfsim:{Small},sohfi=1")]
    [InlineData($"gcperfsim:{Small},sohfi=3,lohar=200,lohfi=1,loh-low=5000,loh-high=9000")]
    [InlineData("gcperfsim:tagb=1,tlgb=1,lohar=0")]
    [InlineData("gcperfsim:tagb=1MiB,tlgb=100KiB,lohar=1000,loh-low=5000,loh-high=9000")]
    [InlineData("gcperfsim:tagb=100KiB,tlgb=10KiB,lohar=0,sohsi=0")]
    [InlineData("gcperfsim:tagb=100KiB,tlgb=10KiB,lohar=0,soh-low=100,soh-high=101,sohsi=1")]
    public void Unusual_parameters_meet_their_expectation_on_every_engine(string workload) => HeldExpectation.OnEveryEngine(workload);

    /// <summary>
    /// The original's own check of itself: live and allocated bytes are those asked for, here within 3 % when all survive alike.
    /// </summary>
    [Theory]
    [InlineData("lohar=0")]
    [InlineData("lohar=100,lohsi=30")]
    [InlineData("lohar=100,lohsi=30,pohar=50,pohsi=30,at=simple")]
    public void Bytes_are_those_asked_for(string dials)
    {
        WorkloadExpectation expected = Laboratory.Expect($"gcperfsim:tagb=1GiB,tlgb=200MiB,soh-high=4000,sohsi=30,{dials}");

        Assert.InRange(expected.AllocatedBytes / (double)(1 << 30), 0.97, 1.03);
        Assert.InRange(expected.PeakLiveBytes / (double)(200 << 20), 0.97, 1.03);
    }

    /// <summary>Shares are of bytes: a tenth of them large means that few items are.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(900)]
    public void Large_items_have_their_share_of_the_bytes(int perMille)
    {
        WorkloadExpectation expected = Laboratory.Expect(
            $"gcperfsim:tagb=1GiB,tlgb=1MiB,soh-low=1000,soh-high=1001,loh-low=100000,loh-high=100001,lohar={perMille}");

        const double SmallBytes = 1000;
        const double LargeBytes = 100_000;
        double items = (expected.AllocatedObjects - 1) / 3.0;
        double large = (expected.AllocatedBytes - (items * SmallBytes)) / (LargeBytes - SmallBytes);
        Assert.InRange(large * LargeBytes / expected.AllocatedBytes, (perMille / 1000.0) - 0.02, (perMille / 1000.0) + 0.02);
    }

    [Theory]
    [InlineData("gcperfsim:soh-low=200,soh-high=200", "'soh-high'")]
    [InlineData("gcperfsim:lohar=600,pohar=600", "'pohar'")]
    [InlineData("gcperfsim:at=simple,sohfi=2", "'sohfi'")]
    public void Contradictions_are_refused_by_name(string workload, string named) =>
        Assert.Contains(named, Assert.Throws<ParameterException>(() => Laboratory.Expect(workload)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("semispace", "sohpi=1", "pin")]
    [InlineData("semispace", "pohar=1", "pin")]
    [InlineData("micropython", "sohfi=1", "finalizers")]
    [InlineData("semispace", "sohfi=1", null)]
    [InlineData("clr", "sohpi=1", null)]
    [InlineData("nogc", "sohfi=1", null)]
    public void What_an_engine_cannot_do_is_said(string engine, string dials, string? named)
    {
        (IWorkload workload, ParameterValues parameters) = WorkloadUnderTest.Resolve($"gcperfsim:{dials}");

        string? reason = workload.NotApplicable(EngineUnderTest.Traits(engine), parameters);

        Assert.Equal(named is null, reason is null);
        Assert.Contains(named ?? string.Empty, reason ?? string.Empty, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(PinningEngines))]
    public void A_pinned_object_stays_and_keeps_its_content(string name)
    {
        using IEngine engine = EngineUnderTest.Create(name);
        PinProgram plain = new();
        PinProgram underCheck = new();

        engine.Execute(plain);
        engine.Rest();
        engine.Execute(new CheckedProgram(underCheck));

        Assert.Equal(engine.Traits.Moving, plain.HasModule);
        Assert.Equal(plain.HasModule, plain.IsPinned);
        Assert.Equal((plain.HasModule, plain.IsPinned), (underCheck.HasModule, underCheck.IsPinned));
        Assert.True(plain.HasContent && underCheck.HasContent);
    }

    /// <summary>Pins, collects, reads, lets go, collects, reads.</summary>
    private sealed class PinProgram : IHeapProgram
    {
        private const int Length = 100;

        private static readonly ObjectType s_bytes = new(
            "bytes", PythonKind.Raw, elements: ElementKind.Bytes, traits: ObjectTraits.Acyclic);

        public bool HasModule { get; private set; }

        public bool IsPinned { get; private set; }

        public bool HasContent { get; private set; }

        public void Run<THeap, TRef>(THeap heap)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            IPinning<TRef>? pinning = heap.Module<IPinning<TRef>>();
            HasModule = pinning is not null;
            heap.ResizeRoots(1);
            heap.NewArray(ref heap.Root(0), heap.Register(s_bytes), Length);
            heap.ElementBytes(heap.Root(0)).Fill(7);
            long pin = pinning?.Pin(heap.Root(0)) ?? 0;
            IsPinned = pin != 0;
            heap.Control.Collect(heap.Control.GenerationCount - 1);
            HasContent = heap.ElementBytes(heap.Root(0)).IndexOfAnyExcept((byte)7) < 0;
            if (pin != 0)
            {
                pinning!.Unpin(heap.Root(0), pin);
            }

            heap.Control.Collect(heap.Control.GenerationCount - 1);
            HasContent &= heap.ElementBytes(heap.Root(0)).IndexOfAnyExcept((byte)7) < 0;
            heap.ResizeRoots(0);
        }
    }
}

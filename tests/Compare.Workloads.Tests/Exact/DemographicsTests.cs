using System.Reflection;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Engines.Exact;
using Compare.Engines.Exact.Forms;
using Compare.Engines.Exact.Observations;
using Compare.Harness.Discovery;
using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests.Exact;

/// <summary>What the exact heap observes of programs whose demographics are known.</summary>
public sealed class DemographicsTests
{
    private const double Rounding = 1e-12;

    public static TheoryData<string> SmokeWorkloads => new(WorkloadUnderTest.SmokeSpecifications);

    [Fact]
    public void Rings_die_young_and_only_in_cycles()
    {
        const int Count = 1000;
        const int Length = 4;
        Demographics found = Characterise($"rings:count={Count},length={Length}");

        // The last ring dies when the program lets go of it, after the last allocation.
        Assert.Equal(Length, found.AliveAtEndObjects);
        Assert.Equal((Count - 1) * Length, found.DeadObjects);
        Assert.Equal(1, found.CyclicShare, Rounding);
        Assert.Equal(Length, found.Graph!.References);
        Assert.Equal(1, found.Graph.MaximumInDegree);
        Assert.Equal(0, found.Graph.SharedObjectShare);
        Assert.Equal([new(0, 0, 0), new(1, Length, Length)], found.Graph.Degrees);
        Assert.All(found.Survival, point => Assert.Equal(0, point.ShareOfBytes, Rounding));

        // A ring is dropped when the next one begins, so no more than one lives, but for the first node of a new one.
        Assert.InRange(found.PeakLiveObjects, Length, Length + 1);
    }

    [Fact]
    public void Trees_have_one_reference_to_each_node_and_no_cycles()
    {
        Demographics found = Characterise("binary-trees:depth=6");

        Assert.Equal(0, found.CyclicDeadObjects);
        Assert.Equal(1, found.Graph!.MaximumInDegree);
        Assert.Equal(0, found.Graph.SharedObjects);
        Assert.Equal(2, found.Graph.MaximumOutDegree);
        Assert.InRange(found.Graph.MeanDegree, 0.9, 1);
        Assert.True(found.Survival[0].ShareOfBytes > found.Survival[^1].ShareOfBytes);
    }

    [Theory]
    [MemberData(nameof(SmokeWorkloads))]
    public void Observations_fit_together_and_to_what_is_expected(string specification)
    {
        WorkloadExpectation expected = Laboratory.Expect(specification);
        Demographics found = Characterise(specification);

        Assert.Equal(expected.AllocatedObjects, found.AllocatedObjects);
        Assert.Equal(expected.AllocatedBytes, found.AllocatedBytes);
        Assert.Equal(expected.PeakLiveObjects, found.Graph!.Objects);
        Assert.Equal(expected.PeakLiveBytes, found.Graph.Bytes);
        Assert.Equal(found.Graph.Objects, found.Graph.Degrees.Sum(degree => degree.OutObjects));
        Assert.Equal(found.Graph.Objects, found.Graph.Degrees.Sum(degree => degree.InObjects));
        Assert.Equal(
            found.Graph.SharedObjects, found.Graph.Degrees.Where(degree => degree.Least > 1).Sum(degree => degree.InObjects));
        Assert.True(found.PeakLiveObjects >= expected.PeakLiveObjects);
        Assert.True(found.PeakLiveBytes >= expected.PeakLiveBytes);
        Assert.Equal(found.AllocatedObjects, found.DeadObjects + found.AliveAtEndObjects);
        Assert.Equal(found.AllocatedBytes, found.Sizes.Sum(size => size.ObjectBytes + size.BufferBytes));
        Assert.True(found.Turnover >= 1);
        Assert.InRange(found.Graph.PointerDensity, 0, 1);
        Assert.InRange(found.Stores.OutOfNurseryToNursery, 0, found.Stores.OldToYoung);
        Assert.Equal(
            found.Survival.Select(point => point.ShareOfBytes).OrderDescending(), found.Survival.Select(point => point.ShareOfBytes));
    }

    [Fact]
    public void Observations_repeat()
    {
        Demographics one = Characterise("lru-cache");
        Demographics other = Characterise("lru-cache");

        Assert.Equal(one.Survival, other.Survival);
        Assert.Equal(one.Sizes, other.Sizes);
        Assert.Equal(one.Graph!.Degrees, other.Graph!.Degrees);
        Assert.Equal(WithoutLists(one), WithoutLists(other));

        static Demographics WithoutLists(Demographics found) =>
            found with { Survival = [], Sizes = [], Graph = found.Graph! with { Degrees = [] } };
    }

    [Fact]
    public void The_instrument_is_found_and_not_compared()
    {
        EngineCatalog catalog = EngineCatalog.Discover(Assembly.GetExecutingAssembly());

        Assert.Equal(["exact"], catalog.Instruments.Select(engine => engine.Name));
        Assert.DoesNotContain(catalog.Engines, engine => engine.IsInstrument);
        Assert.NotNull(catalog.Find("exact"));
    }

    private static Demographics Characterise(string specification)
    {
        (IWorkload workload, ParameterValues parameters) = WorkloadUnderTest.Resolve(specification);
        return ExactRun.Characterise(workload, parameters, Laboratory.Seed, ExactForms.Plain);
    }
}

using Compare.Engines.Abstractions.Heaps;
using Compare.Harness.Matrix;
using Compare.Harness.Memory;
using Compare.Harness.Results;
using Compare.Harness.Tests.Execution;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Memory;

public sealed class FragmentationTests
{
    /// <summary>Runs of 16, 16, 100, 300 and 1000 bytes; 2000 bytes asked for in 2200 of cells, half of them live; 4000 in
    /// blocks.</summary>
    private static readonly MemoryBreakdown s_heap = new()
    {
        CommittedBytes = 4000,
        LiveBytes = 1000,
        FloatingBytes = 1000,
        InternalBytes = 200,
        ExternalBytes = 1432,
        MetadataBytes = 368,
        BlockBytes = 4000,
        FreeRunBytes = [0, 0, 0, 0, 32, 0, 100, 0, 300, 1000],
        LargestFreeRunBytes = 1000,
    };

    [Fact]
    public void The_heap_of_these_tests_holds_the_identity() => Assert.Null(MemoryIdentity.Fault(s_heap));

    [Theory]
    [InlineData(4, 0)] // Every run has 16 bytes or more.
    [InlineData(5, 32)]
    [InlineData(6, 32)]
    [InlineData(7, 132)] // The run of 100 bytes has 64 but not 128.
    [InlineData(8, 132)]
    [InlineData(9, 432)] // 300 bytes are no 512.
    [InlineData(10, 1432)] // No run has 1024.
    [InlineData(30, 1432)]
    public void External_is_the_share_of_free_memory_in_runs_too_short_for_a_size(int power, long tooShort) =>
        Assert.Equal(tooShort / 1432.0, Fragmentation.External(s_heap, power));

    [Fact]
    public void The_other_measures_are_those_of_the_method()
    {
        Assert.Equal(1 - (2000.0 / 2200), Fragmentation.Internal(s_heap)!.Value, 12);
        Assert.Equal(1 - (1000.0 / 1432), Fragmentation.ExternalSingle(s_heap)!.Value, 12);
        Assert.Equal(1 - (1000.0 / 4000), Fragmentation.BlockWaste(s_heap)!.Value, 12);
    }

    [Fact]
    public void What_is_unknown_or_divided_by_nothing_has_no_value()
    {
        MemoryBreakdown unknown = new() { CommittedBytes = 10 };
        MemoryBreakdown full = s_heap with { ExternalBytes = 0, FreeRunBytes = [], LargestFreeRunBytes = 0 };

        Assert.Null(Fragmentation.Internal(unknown));
        Assert.Null(Fragmentation.External(unknown, 4));
        Assert.Null(Fragmentation.ExternalSingle(unknown));
        Assert.Null(Fragmentation.BlockWaste(unknown));
        Assert.Null(Fragmentation.External(full, 4));
        Assert.Null(Fragmentation.ExternalSingle(full));
    }

    [Theory]
    [InlineData(16, 2, 23)] // Methodology 3.8, the textbook's exercise.
    [InlineData(16, 1, 16)] // One size leaves no hole that cannot be used.
    [InlineData(64, 8, 153)]
    public void The_bound_is_robsons(long live, long largest, double expected) =>
        Assert.Equal(expected, RobsonBound.Of(live, largest));

    [Fact]
    public void The_bound_of_a_large_heap_is_seven_times_its_live_data() =>
        Assert.Equal(7.0, RobsonBound.Of(1 << 20, 1 << 12) / (1 << 20), 2);

    [Fact]
    public void The_table_has_peak_end_and_run_and_leaves_out_what_is_unknown()
    {
        InvocationRow key = TestRows.Invocation("cpython") with { Workload = "binary-trees" };
        FragmentationTable table = new([Robson()]);

        FragmentationRow[] rows = [.. table.Rows(key, TestResults.Work)];

        Assert.Equal(5000.0 / 2000, Value(rows, "run", FragmentationMeasures.BlowUp));
        Assert.Equal(RobsonBound.Of(1024, 16) / 1024, Value(rows, "run", FragmentationMeasures.RobsonBound));
        Assert.Equal((1900 - 1024) / 1900.0, Value(rows, "peak", FragmentationMeasures.External, 32));
        Assert.Equal(1900, Value(rows, "peak", FragmentationMeasures.Unreturnable));
        Assert.DoesNotContain(rows, row => row.Moment == "end");
        Assert.All(rows, row => Assert.Equal("binary-trees", row.Workload));
    }

    [Fact]
    public void Results_of_earlier_versions_have_no_rows() =>
        Assert.Empty(new FragmentationTable([]).Rows(TestRows.Invocation("cpython"), TestResults.Ok));

    [Fact]
    public void The_samples_are_rows_on_the_allocation_clock()
    {
        MemoryRow[] rows = [.. MemoryTable.Rows(TestRows.Invocation("cpython"), TestResults.Work)];

        Assert.Equal(["begin", "before", "after", "peak", "end"], rows.Select(row => row.Moment));
        Assert.Equal([0, 1, 2, 3, 4], rows.Select(row => row.Sample));
        Assert.Equal((500, 1000, 500, 4096), (rows[1].AllocatedBytes, rows[1].LiveBytes, rows[1].FloatingBytes, rows[1].CommittedBytes));
        Assert.Null(rows[4].LiveBytes);
    }

    private static double Value(FragmentationRow[] rows, string moment, string measure, long? size = null) =>
        Assert.Single(rows, row => row.Moment == moment && row.Measure == measure && row.SizeBytes == size).Value;

    private static WorkloadConfig Robson()
    {
        WorkloadConfig config = TestMatrix.Valid(TestMatrix.Small).Workloads[0];
        return config with { Workload = new FakeWorkload("robson") { Sizes = (1024, 16) } };
    }
}

using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Tests.Support;

namespace Compare.Workloads.Tests.Fragmentation;

/// <summary>Published bounds and counts of the workloads that fragment, and their unusual parameters.</summary>
public sealed class FragmentationTests
{
    private const int CellBytes = 64;

    /// <summary>
    /// What the adversary allocates lies in new memory, because it leaves no hole that fits: so the cells allocated are the
    /// memory that a manager needs that does not move objects. For M = 16 and n = 2 the textbook's answer is 23.
    /// </summary>
    [Theory]
    [InlineData(16, 1)]
    [InlineData(64, 3)]
    [InlineData(1000, 5)]
    [InlineData(16384, 6)]
    [InlineData(65536, 12)]
    public void The_adversary_reaches_robsons_bound(int cells, int doublings)
    {
        WorkloadExpectation expected = Laboratory.Expect(
            FormattableString.Invariant($"robson:live={cells * CellBytes},cell={CellBytes},doublings={doublings},rounds=1"));
        long tableBytes = expected.PeakLiveBytes - (cells * CellBytes);

        long needed = (expected.AllocatedBytes - tableBytes) / CellBytes;

        double bound = (cells * ((doublings / 2.0) + 1)) - (1 << doublings) + 1;
        Assert.InRange(needed, bound, cells * ((doublings / 2.0) + 1));
    }

    /// <summary>
    /// The original has 1,024 or 10,240 pages of 16 KiB for each class; sizes from 32 to 2032 bytes are 39 classes.
    /// </summary>
    [Fact]
    public void The_exploiter_fills_the_pages_of_the_published_program()
    {
        int[] classes =
        [
            .. Enumerable.Range(2, 18).Select(i => i * 16), 336, 368, 400, 448, 496, 544, 576, 624, 672, 736, 816, 896, 1008,
            1088, 1168, 1248, 1360, 1488, 1632, 1808, 2032,
        ];

        WorkloadExpectation expected = Laboratory.Expect("size-class-exploit:pages=10240,rounds=1");

        Assert.Equal(classes.Sum(bytes => 10240L * (16384 / bytes)), expected.AllocatedObjects);
        Assert.Equal(classes.Sum(bytes => 10240L * (16384 / bytes) * bytes), expected.AllocatedBytes);
        Assert.Equal(
            classes.Sum(bytes => ((10240L * (16384 / bytes)) + (bytes == 2032 ? 0 : 1)) / (bytes == 2032 ? 1 : 2)),
            expected.PeakLiveObjects);
    }

    [Theory]
    [InlineData("robson:doublings=0,rounds=2")]
    [InlineData("robson:live=1100,cell=32,doublings=3,rounds=3")]
    [InlineData("robson:live=64KiB,cell=64KiB,doublings=0")]
    [InlineData("size-class-exploit:keep=1,largest=64")]
    [InlineData("size-class-exploit:keep=512,largest=48,rounds=2")]
    [InlineData("size-class-exploit:keep=3,largest=50")]
    [InlineData("large-arrays:batch=1,steps=1")]
    [InlineData("large-arrays:smallest=64,largest=64,batch=2,steps=50")]
    [InlineData("large-arrays:smallest=1000,largest=1500,batch=3,steps=10")]
    [InlineData("large-arrays:smallest=64KiB,largest=1MiB,batch=2,steps=4")]
    public void Unusual_parameters_meet_their_expectation_on_every_engine(string workload) =>
        HeldExpectation.OnEveryEngine(workload);

    [Theory]
    [InlineData("robson:cell=68", "'cell'")]
    [InlineData("robson:live=2KiB,cell=64,doublings=6", "'doublings'")]
    [InlineData("large-arrays:smallest=2KiB,largest=1KiB", "'smallest'")]
    public void Contradicting_sizes_are_refused_by_name(string specification, string named)
    {
        ParameterException refusal = Assert.Throws<ParameterException>(() => Laboratory.Expect(specification));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }
}

using Compare.Harness.HeapMaps;
using Compare.Harness.Results;

namespace Compare.Reports.Tests.Samples;

/// <summary>Maps of a heap of eight pools that fill, are emptied by a collection, and fall again without one.</summary>
internal static class SampleHeapMaps
{
    public const int Looks = 6;

    private const int Pool = 16 << 10;
    private const int Pools = 8;

    /// <summary>The sample with maps of every cell of its first invocation.</summary>
    public static ResultSet AddTo(ResultSet results, string space = "pools", string phase = "fill") => results with
    {
        HeapMaps =
        [
            .. results.Invocations.Where(row => row.Invocation == 0).DistinctBy(row => (row.Config, row.Workload, row.HeapBytes))
                .Select(row => HeapMapRow.Of(row, Map(space, phase))!),
        ],
    };

    private static HeapMapRecord Map(string space, string phase) => new(
        [
            new(space, IsPlaced: true, "pool", Pool, UnitsPerCell: 1, CellsPerGroup: 4),
            new("large blocks", IsPlaced: false, "slice", 1024, 1, 0),
        ],
        [[1, 0, 0, Pool], [2, 48, 8 << 10, Pool], [2, 512, Pool - 64, Pool], [0, 0, 0, Pool], [2, 0, 1024, 1024]],
        [
            Look("begin", 0, null, 0, used: 0, [Pools, 1], 0),
            Look("clock", 10_000, phase, 0, used: 2 * (8 << 10), [2, 2, 6, 0], 1),
            Look("before", 40_000, phase, 0, used: (5 * (8 << 10)) + Pool - 64, [2, 0, 3, 2, 1, 3, 2, 0], 2),
            Look("after", 40_000, phase, 1, used: 2 * (8 << 10), [2, 0, 4, 4, 2, 0], 2),
            Look("phase", 40_000, "drop", 1, used: 0, [2, 4, 6, 0], 0),
            Look("end", 41_000, "drop", 1, used: 0, [Pools, 0], 0),
        ]);

    private static HeapMapLook Look(
        string moment, long clock, string? phase, long collections, long used, int[] runs, int large) => new(
        moment,
        clock,
        phase,
        collections,
        [
            new(0, Pools, used, Pools * Pool, 4096, 0, runs),
            new(1, large, large * 1024, large * 1024, 0, 0, large == 0 ? [] : [large, 5]),
        ]);
}

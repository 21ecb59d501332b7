using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Compare.Harness.HeapMaps;
using Compare.Harness.Results;
using Compare.Reports.Sections;
using Compare.Reports.Tests.Samples;

namespace Compare.Reports.Tests;

public sealed class BlockOccupancyTests
{
    private const int Pool = 16 << 10;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    [InlineData(50, 5)]
    [InlineData(99, 10)]
    [InlineData(100, 10)]
    public void A_unit_is_in_the_tenth_that_its_fill_ends_in(long usedBytes, int expected) =>
        Assert.Equal(expected, OccupancyHistogram.ClassOf(usedBytes, 100));

    [Fact]
    public void Units_are_counted_at_the_fullest_the_least_filled_and_the_last_look()
    {
        HeapMapRecord map = SampleHeapMaps.AddTo(SampleResults.Default).HeapMaps[0].Map;
        IReadOnlyList<OccupancyMoment> moments = BlockOccupancy.Of(map);

        // Two fresh pools, five half full, one full but for its header. Nothing later fills four pools or more.
        Assert.Equal(["fullest", "least filled", "last"], moments.Select(moment => moment.Name), StringComparer.Ordinal);
        foreach (OccupancyMoment moment in moments.Take(2))
        {
            OccupancyHistogram pools = Assert.Single(moment.Histograms);
            Assert.Equal("before", moment.Look.Moment);
            Assert.Equal([2, 0, 0, 0, 0, 5, 0, 0, 0, 0, 1], pools.Counts);
            Assert.Equal("pools of 16.0\u00A0KiB", pools.Unit);
            Assert.Equal(((5 * (8 << 10)) + Pool - 64) / (6.0 * Pool), pools.Fill);
        }

        OccupancyHistogram last = Assert.Single(moments[2].Histograms);
        Assert.Equal([8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], last.Counts);
        Assert.Null(last.Fill);
    }

    [Fact]
    public void The_least_filled_look_is_sought_from_the_fullest_on()
    {
        // Pools: one a tenth full before the peak; then four full; then four with a quarter each.
        IReadOnlyList<long>[] palette = [[2, 10, 100, 1000], [2, 10, 1000, 1000], [2, 10, 250, 1000]];
        HeapMapRecord map = Map("pool", 1000, palette, [[4, 1], [4, 2], [4, 3]]);

        Assert.Equal([400, 4000, 1000], map.Looks.Select(look => look.Parts[0].UsedBytes));
        IReadOnlyList<OccupancyMoment> moments = BlockOccupancy.Of(map);
        Assert.Equal([4000, 1000, 1000], moments.Select(moment => moment.Look.Parts[0].UsedBytes));
        Assert.Equal(4, moments[1].Histograms[0].Counts[3]);
    }

    [Fact]
    public void Blocks_too_small_to_be_partly_filled_are_taken_together()
    {
        // 64 blocks of 16 bytes make 1 KiB: the first 64 are half used, the next free, and the rest of the area is 10 used ones.
        HeapMapRecord map = Map("block", 16, [[3, 16, 16, 16], [0, 0, 0, 16]], [[32, 1, 32, 2, 64, 2, 10, 1]]);

        OccupancyHistogram blocks = BlockOccupancy.Of(map)[0].Histograms[0];
        Assert.Equal([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], blocks.Counts);
        Assert.Equal("64 blocks of 16\u00A0B together", blocks.Unit);
    }

    [Fact]
    public void Memory_without_units_has_no_histogram() =>
        Assert.Empty(BlockOccupancy.Of(Map("slice", 1024, [[2, 0, 1024, 1024]], [[4, 1]])));

    [Fact]
    public void The_page_shows_a_chart_with_its_table_and_the_same_in_words()
    {
        ResultSet results = SampleHeapMaps.AddTo(SampleResults.Default);
        IHtmlDocument page = Page(results);

        Assert.NotNull(page.QuerySelector("#breakdown figure[data-chart=occupancy]"));
        IElement[] rows = [.. page.QuerySelectorAll("#table-occupancy tbody tr")];
        Assert.Equal(3 * results.HeapMaps.Count, rows.Length);
        Assert.Equal(
            ["fullest", "39.1\u00A0KiB", "pools of 16.0\u00A0KiB", "8", "2", "5", "58.3\u00A0%"],
            rows[0].Children.Skip(2).Take(7).Select(cell => cell.TextContent.Trim()),
            StringComparer.Ordinal);
        Assert.Contains(
            "up to 50\u00A0%: 5", rows[0].QuerySelector("svg.size-bars")!.GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public void Maps_alone_make_the_section_without_the_terms()
    {
        IHtmlDocument page = Page(SampleHeapMaps.AddTo(SampleResults.Default) with { Memory = [], Fragmentation = [] });

        Assert.NotNull(page.QuerySelector("#breakdown figure[data-chart=occupancy]"));
        Assert.Null(page.QuerySelector("figure[data-chart=breakdown]"));
        Assert.Null(page.QuerySelector("#table-fragmentation"));
    }

    // A space of equal units, with the runs of each look.
    private static HeapMapRecord Map(string unit, int unitBytes, IReadOnlyList<long>[] palette, int[][] looks) => new(
        [new("space", IsPlaced: true, unit, unitBytes, UnitsPerCell: 1, CellsPerGroup: 0)],
        palette,
        [
            .. looks.Select(runs =>
            {
                (int Count, int Kind)[] pairs = [.. runs.Chunk(2).Select(run => (run[0], run[1] - 1))];
                long Sum(int column) => pairs.Sum(run => run.Count * palette[run.Kind][column]);
                int cells = pairs.Sum(run => run.Count);
                return new HeapMapLook("clock", 0, Phase: null, 0, [new(0, cells, Sum(2), Sum(3), 0, 0, runs)]);
            }),
        ]);

    private static IHtmlDocument Page(ResultSet results) => new HtmlParser().ParseDocument(new HtmlReport().Render(results));
}
